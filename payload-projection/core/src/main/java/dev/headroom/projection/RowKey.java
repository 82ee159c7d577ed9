package dev.headroom.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where an owner's id is in a row. */
final class RowKey {

    private final int[] places;

    /**
     * @param places of the values that it consists of
     */
    RowKey(int... places) {
        this.places = places.clone();
    }

    /** At the beginning of a row. */
    static RowKey first(int columns) {
        return new RowKey(IntStream.range(0, columns).toArray());
    }

    /** The id: the value, or a list of several; null if there is no owner. */
    @Nullable Object of(@Nullable Object[] row) {
        return places.length == 1 ? row[places[0]] : several(row);
    }

    private @Nullable List<Object> several(@Nullable Object[] row) {
        List<Object> values = new ArrayList<>(places.length);
        for (int place : places) {
            Object value = row[place];
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }
}
