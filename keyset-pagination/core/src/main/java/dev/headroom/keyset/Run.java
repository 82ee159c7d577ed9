package dev.headroom.keyset;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of the order after a position: the keys before {@code from} are equal to the position's, and the keys from
 * {@code from} to {@code to}, taken together, lie beyond it.
 *
 * <p>The runs of a position are disjoint, and one follows the other in the order. So they can be read one after another
 * until a page is full, and each is one range of an index: an equality prefix and one comparison. For keys
 * {@code a, b, c} after {@code (x, y, z)}:
 *
 * <ol>
 *   <li>{@code a = x and b = y and c > z}
 *   <li>{@code a = x and b > y}
 *   <li>{@code a > x}
 * </ol>
 *
 * <p>The usual {@code a > x or (a = x and (b > y or …))} has the same rows, but PostgreSQL reads the whole index up to
 * the position for it. Where the database can compare row values through an index, neighbours of one direction are one
 * run: {@code (a, b, c) > (x, y, z)}.
 */
record Run(int from, int to) {

    /** The runs after a position, nearest first. */
    static List<Run> of(List<SeekOrder.Key> keys, boolean rowValues) {
        List<Run> runs = new ArrayList<>();
        int to = keys.size();
        while (to > 0) {
            int from = to - 1;
            while (rowValues
                    && from > 0
                    && keys.get(from - 1).ascending() == keys.get(from).ascending()) {
                from--;
            }
            runs.add(new Run(from, to));
            to = from;
        }
        return List.copyOf(runs);
    }

    boolean isRowValue() {
        return to - from > 1;
    }
}
