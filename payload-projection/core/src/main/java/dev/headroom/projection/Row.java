package dev.headroom.projection;

import dev.headroom.projection.Shape.Slot;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a view that a mask asked for. A field that was not asked for is absent, which is not the same as null.
 * Immutable.
 */
public final class Row {

    private final List<Slot> slots;
    private final @Nullable Object[] values;

    Row(List<Slot> slots, @Nullable Object[] values) {
        this.slots = slots;
        this.values = values;
    }

    /**
     * A field's value.
     *
     * @param path of the field, such as {@code artist.name}
     * @return a value, a {@code Row} for a part within, or a list of either; null if the value is null, or if the part
     *     that it belongs to is
     * @throws NoSuchElementException if the field was not asked for
     */
    public @Nullable Object get(String path) {
        int dot = path.indexOf('.');
        int index = index(dot < 0 ? path : path.substring(0, dot));
        if (index < 0) {
            throw new NoSuchElementException("The row has no field \"" + path + "\", only " + names()
                    + ": ask for it in the mask, or call has(…) first.");
        }
        if (dot < 0) {
            return values[index];
        }
        return values[index] instanceof Row within ? within.get(path.substring(dot + 1)) : null;
    }

    /**
     * Tells whether a field was asked for.
     *
     * @param path of the field, such as {@code artist.name}
     * @return false also for what is beneath a part that is null
     */
    public boolean has(String path) {
        int dot = path.indexOf('.');
        int index = index(dot < 0 ? path : path.substring(0, dot));
        if (index < 0 || dot < 0) {
            return index >= 0;
        }
        return values[index] instanceof Row within && within.has(path.substring(dot + 1));
    }

    /**
     * The fields as maps, in the order of the view.
     *
     * @return an unmodifiable map, in which parts within are maps too
     */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int index = 0; index < values.length; index++) {
            map.put(slots.get(index).name(), plain(values[index]));
        }
        return Collections.unmodifiableMap(map);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Row row) {
            return row.toMap();
        }
        return value instanceof Collection<?> list
                ? list.stream().map(Row::plain).toList()
                : value;
    }

    private int index(String name) {
        for (int index = 0; index < slots.size(); index++) {
            if (slots.get(index).name().equals(name)) {
                return index;
            }
        }
        return -1;
    }

    private List<String> names() {
        return slots.stream().map(Slot::name).toList();
    }

    @Override
    public String toString() {
        return "Row" + names();
    }
}
