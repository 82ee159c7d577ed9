package dev.headroom.keyset.internal.seek;

import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SeekOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A stretch of the order after a position: the keys before {@code from} are equal to the position's, and a condition
 * holds for the keys from {@code from} to {@code to}.
 *
 * <p>The seek ranges after a position are disjoint, and one follows the other in the order. So they can be read one after another
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
 * seek range: {@code (a, b, c) > (x, y, z)}.
 *
 * @param kind what holds for the keys from {@code from} to {@code to}
 */
public record SeekRange(int from, int to, SeekRange.Kind kind) {

    /** Writes the conditions of a range, each for a key by its index in the order. */
    public interface Visitor<C> {

        C isNull(int key);

        C isNotNull(int key);

        C equal(int key);

        /** The keys of the range, taken together, lie beyond the position. */
        C beyond(SeekRange range);
    }

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

    /** The seek ranges from the start of the list, in the direction of reading. */
    public static List<SeekRange> fromStart(List<Key> keys, boolean forward) {
        Key first = keys.get(0);
        if (!first.needsNullPrecedence()) {
            return List.of(new SeekRange(0, 0, Kind.ALL));
        }
        // Two seek ranges instead of "nulls first": that clause fits only an index that was made for it.
        SeekRange values = new SeekRange(0, 1, Kind.VALUE);
        SeekRange nulls = new SeekRange(0, 1, Kind.NULL);
        return first.nullsFollow(forward) ? List.of(values, nulls) : List.of(nulls, values);
    }

    /** The seek range that holds nothing but the row at a position. */
    static SeekRange at(List<Key> keys) {
        return new SeekRange(keys.size(), keys.size(), Kind.ALL);
    }

    /**
     * The seek ranges after a position in the direction of reading, nearest first.
     *
     * @param rowValues whether keys are compared as rows where that is one seek range
     */
    public static List<SeekRange> after(Seek seek, List<Key> keys, boolean rowValues) {
        boolean forward = seek.forward();
        List<SeekRange> ranges = new ArrayList<>();
        int to = keys.size();
        while (to > 0) {
            int from = to - 1;
            if (!seek.isNull(from)) {
                while (rowValues && from > 0 && isOneRange(from, seek, keys)) {
                    from--;
                }
                ranges.add(new SeekRange(from, to, Kind.BEYOND));
                if (keys.get(from).nullsFollow(forward)) {
                    ranges.add(new SeekRange(from, from + 1, Kind.NULL));
                }
            } else if (!keys.get(from).nullsFollow(forward)) {
                ranges.add(new SeekRange(from, to, Kind.VALUE));
            }
            to = from;
        }
        return ranges;
    }

    /**
     * Whether a key can be compared together with the one before it. Null is equal to nothing and beyond nothing, and no
     * index holds columns of two tables.
     */
    private static boolean isOneRange(int key, Seek seek, List<Key> keys) {
        return keys.get(key - 1).ascending() == keys.get(key).ascending()
                && keys.get(key - 1).sharesTableWith(keys.get(key))
                && !seek.isNull(key - 1)
                && !keys.get(key).nullsFollow(seek.forward());
    }

    /**
     * Whether a statement has to say where the nulls of a key go. Only where values and nulls meet in a seek range: elsewhere the
     * clause changes nothing, and keeps an index from being used that was made without it. Behind the first key an index has
     * to be made with it, where that is possible.
     */
    public boolean saysNullPrecedence(int key, SeekOrder<?> order) {
        return order.keys().get(key).needsNullPrecedence()
                && key > 0
                && (mixesNulls(key) || order.database().indexesNullPrecedence());
    }

    /**
     * The conditions of this range, the equality prefix first.
     *
     * @param isNull which keys of the prefix are null at the position
     * @param visitor writes one condition
     */
    public <C> List<C> conditions(IntPredicate isNull, Visitor<C> visitor) {
        List<C> conditions = new ArrayList<>();
        for (int key = 0; key < from; key++) {
            conditions.add(isNull.test(key) ? visitor.isNull(key) : visitor.equal(key));
        }
        switch (kind) {
            case ALL -> {}
            case NULL -> conditions.add(visitor.isNull(from));
            case VALUE -> conditions.add(visitor.isNotNull(from));
            case BEYOND -> conditions.add(visitor.beyond(this));
        }
        return conditions;
    }

    public boolean isRowValue() {
        return kind == Kind.BEYOND && to - from > 1;
    }

    /** Whether both values and nulls of a key can be in this seek range. */
    private boolean mixesNulls(int key) {
        return key > from || (key == from && kind == Kind.ALL);
    }
}
