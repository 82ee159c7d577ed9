package dev.headroom.benchmarks.keyset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a page starts.
 *
 * @param order the order of the list
 * @param direction which way the list is read
 * @param depth how many rows lie between the page and the end that reading starts from
 * @param last the row right before the page in the direction of reading, null if there is none
 */
record PagePosition(
        PageOrder order,
        PageDirection direction,
        int depth,
        @Nullable Reading last) {

    String label() {
        return "order=" + order.label() + "/depth=" + depth + "/direction=" + direction.label();
    }

    boolean forward() {
        return direction == PageDirection.FORWARD;
    }

    String sort() {
        return order.sort(direction);
    }

    /** The values of {@link #last} that the database compares with, in the order of the keys. */
    List<@Nullable Object> values(Reading row) {
        List<@Nullable Object> values = new ArrayList<>();
        order.keys().forEach(key -> values.add(key.value(row)));
        return values;
    }

    /** What {@link #last} has at each path, in the order of the keys. */
    Map<String, @Nullable Object> attributes(Reading row) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        order.keys().forEach(key -> attributes.put(key.path(), key.attribute(row)));
        return attributes;
    }
}
