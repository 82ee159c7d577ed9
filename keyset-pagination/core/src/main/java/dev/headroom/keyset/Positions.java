package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.SeekOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a page stand.
 *
 * @param list the keys of each row
 */
record Positions(List<List<@Nullable Object>> list, PositionFormat format) {

    List<@Nullable Object> at(int row) {
        return list.get(row);
    }

    String cursor(int row) {
        return format.cursor(at(row));
    }

    /**
     * @param start what the first of these was to lie behind; null for an end of the list
     * @throws BrokenOrderException if a row stands at the start, or at the place of another one
     */
    static void check(
            @Nullable List<@Nullable Object> start, List<List<@Nullable Object>> positions, SeekOrder<?> order) {
        List<@Nullable Object> before = null;
        for (List<@Nullable Object> position : positions) {
            if (start != null && isSame(start, position)) {
                throw BrokenOrderException.standingStill(order);
            }
            if (before != null && isSame(before, position)) {
                throw BrokenOrderException.tie(order);
            }
            before = position;
        }
    }

    private static boolean isSame(List<@Nullable Object> one, List<@Nullable Object> other) {
        // The id is the last key, and differs nearly always.
        for (int key = one.size() - 1; key >= 0; key--) {
            if (!Objects.deepEquals(one.get(key), other.get(key))) {
                return false;
            }
        }
        return true;
    }
}
