package dev.headroom.keyset;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list between two rows: what a worker reads, or what was there when a reader began. Make one by {@link
 * KeysetQuery#partitions} or {@link KeysetQuery#rangeSoFar}, and read it by {@link KeysetQuery#within}. Its parts are
 * cursors, and can be stored or sent as text.
 *
 * @param after the cursor of the row that the range begins behind, without it; null if it begins where the list does
 * @param until the cursor of the row that the range ends with; null if it ends where the list does
 */
public record KeysetRange(@Nullable String after, @Nullable String until) {

    /**
     * Whether an end is bounded; the cursors themselves are left out, because they may end up in a log.
     *
     * @return such as {@code "rows after a cursor until a cursor"}
     */
    @Override
    public String toString() {
        return "rows" + (after == null ? " from the start" : " after a cursor")
                + (until == null ? " to the end" : " until a cursor");
    }
}
