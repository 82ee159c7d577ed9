package dev.headroom.retry.internal.mapping;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entity as it was read.
 *
 * @param entity the application may change it, which changes nothing else
 * @param version null if there is none
 * @param state its attributes, in the order of the mapping; the application cannot change them
 * @param comparedInJava whether the row is to be locked and compared in Java: the database has found a difference that Java does not
 *     see, because a converter, a rounding or a hidden target makes the value that is read another than the one that is there
 */
public record Snapshot<E>(E entity, @Nullable Object version, List<@Nullable Object> state, boolean comparedInJava) {

    public Snapshot(E entity, @Nullable Object version, List<@Nullable Object> state) {
        this(entity, version, state, false);
    }

    /**
     * The same after a conflict.
     *
     * @param before what was compared
     * @param changed the attributes that are different since
     */
    public Snapshot<E> after(Snapshot<E> before, Set<String> changed) {
        boolean isSame = changed.isEmpty() && Objects.deepEquals(before.version, version);
        return isSame ? inJava() : this;
    }

    /** The same, to be compared in Java. */
    public Snapshot<E> inJava() {
        return new Snapshot<>(entity, version, state, true);
    }
}
