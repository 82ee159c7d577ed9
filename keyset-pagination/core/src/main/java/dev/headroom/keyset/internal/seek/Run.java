package dev.headroom.keyset.internal.seek;

import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SeekOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the order after a position: the keys before {@code from} are equal to the position's, and a condition
 * holds for the keys from {@code from} to {@code to}.
 *
 * <p>The runs after a position are disjoint, and one follows the other in the order. So they can be read one after another
 * until a page is full, and each is one range of an index: an equality prefix and one comparison. For keys
 * {@code a, b, c} after {@code (x, y, z)}, where {@code b} may be null and nulls come last:
 *
 * <ol>
 *   <li>{@code a = x and b = y and c > z}
 *   <li>{@code a = x and b > y}
 *   <li>{@code a = x and b is null}
 *   <li>{@code a > x}
 * </ol>
 *
 * <p>The usual {@code a > x or (a = x and (b > y or …))} has the same rows, but PostgreSQL reads the whole index up to
 * the position for it. Where the database can compare row values through an index, neighbours of one direction are one
 * run: {@code (a, b, c) > (x, y, z)}.
 *
 * @param kind what holds for the keys from {@code from} to {@code to}
 */
public record Run(int from, int to, Run.Kind kind) {

    public enum Kind {
        /** Nothing: all rows with the prefix. */
        ALL,
        /** They lie beyond the position, taken together. */
        BEYOND,
        /** The key is null. */
        NULL,
        /** The key is not null. */
        VALUE
    }

    /** The runs from the start of the list, in the direction of reading. */
    public static List<Run> fromStart(List<Key> keys, boolean forward) {
        Key first = keys.get(0);
        if (!first.needsNullPrecedence()) {
            return List.of(new Run(0, 0, Kind.ALL));
        }
        // Two runs instead of "nulls first": that clause fits only an index that was made for it.
        Run values = new Run(0, 1, Kind.VALUE);
        Run nulls = new Run(0, 1, Kind.NULL);
        return first.nullsFollow(forward) ? List.of(values, nulls) : List.of(nulls, values);
    }

    /** The run that holds nothing but the row at a position. */
    static Run at(List<Key> keys) {
        return new Run(keys.size(), keys.size(), Kind.ALL);
    }

    /**
     * The runs after a position in the direction of reading, nearest first.
     *
     * @param rowValues whether keys are compared as rows where that is one run
     */
    public static List<Run> after(List<@Nullable Object> position, boolean forward, List<Key> keys, boolean rowValues) {
        List<Run> runs = new ArrayList<>();
        int to = keys.size();
        while (to > 0) {
            int from = to - 1;
            if (position.get(from) != null) {
                while (rowValues && from > 0 && isOneRun(from, position, forward, keys)) {
                    from--;
                }
                runs.add(new Run(from, to, Kind.BEYOND));
                if (keys.get(from).nullsFollow(forward)) {
                    runs.add(new Run(from, from + 1, Kind.NULL));
                }
            } else if (!keys.get(from).nullsFollow(forward)) {
                runs.add(new Run(from, to, Kind.VALUE));
            }
            to = from;
        }
        return runs;
    }

    /**
     * Whether a key can be compared together with the one before it. Null is equal to nothing and beyond nothing, and no
     * index holds columns of two tables.
     */
    private static boolean isOneRun(int key, List<@Nullable Object> position, boolean forward, List<Key> keys) {
        return keys.get(key - 1).ascending() == keys.get(key).ascending()
                && keys.get(key - 1).sharesTableWith(keys.get(key))
                && position.get(key - 1) != null
                && !keys.get(key).nullsFollow(forward);
    }

    /**
     * Whether a statement has to say where the nulls of a key go. Only where values and nulls meet in a run: elsewhere the
     * clause changes nothing, and keeps an index from being used that was made without it. Behind the first key an index has
     * to be made with it, where that is possible.
     */
    public boolean saysNullPrecedence(int key, SeekOrder<?> order) {
        return order.keys().get(key).needsNullPrecedence()
                && key > 0
                && (mixesNulls(key) || order.database().indexesNullPrecedence());
    }

    public boolean isRowValue() {
        return kind == Kind.BEYOND && to - from > 1;
    }

    /** Whether both values and nulls of a key can be in this run. */
    private boolean mixesNulls(int key) {
        return key > from || (key == from && kind == Kind.ALL);
    }
}
