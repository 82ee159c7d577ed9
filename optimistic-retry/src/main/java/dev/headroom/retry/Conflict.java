package dev.headroom.retry;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else did to an entity since it was read.
 *
 * @param expected the version that was read, or what the caller asked for; null if there was none
 * @param actual the version that is there now; null if it is none
 * @param changed the attributes that are different now, except the version; empty if that is not known, because the caller named
 *     the version, or if another transaction got in the way without changing any
 */
public record Conflict(@Nullable Object expected, @Nullable Object actual, Set<String> changed) {

    /**
     * Copies the set.
     *
     * @param expected as above
     * @param actual as above
     * @param changed as above
     */
    public Conflict {
        changed = Set.copyOf(changed);
    }
}
