package dev.headroom.projection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an answer cost. Immutable.
 *
 * <p>All bytes are those of the rows before any compression: the separator before a row counts to it, and what frames the rows
 * (the brackets of an array, the mark at the end) counts nowhere. A field's bytes are its separator, name and value, and for
 * the elements of a list of values also theirs. A part within, or a list of parts, is a field of its own with its separator,
 * name and braces, besides the fields that it holds. So the fields add up to all bytes but the separators, braces and line ends
 * of the rows themselves.
 *
 * @param view the view's type
 * @param rows how many rows were written
 * @param bytes their size
 * @param statements how many were sent to the database
 * @param bytesByField of each field that the query has, by its path such as {@code artist.name}, in the view's order
 */
public record Payload(Class<?> view, long rows, long bytes, int statements, Map<String, Long> bytesByField) {

    /**
     * Copies the map.
     *
     * @param view the view's type
     * @param rows how many rows were written
     * @param bytes their size
     * @param statements how many were sent to the database
     * @param bytesByField by the field's path
     */
    public Payload {
        Objects.requireNonNull(view, "view");
        bytesByField = Collections.unmodifiableMap(new LinkedHashMap<>(bytesByField));
    }

    /**
     * The mean size of a row.
     *
     * @return bytes, rounded up; 0 if there are no rows
     */
    public long rowBytes() {
        return rows == 0 ? 0 : (bytes + rows - 1) / rows;
    }

    /**
     * The field that has most bytes.
     *
     * @return its path; empty if there is none, or if none has any
     */
    public Optional<String> costliestField() {
        return bytesByField.entrySet().stream()
                .filter(field -> field.getValue() > 0)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }
}
