package dev.headroom.projection;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Array;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.query.SelectionQuery;

/**
 * A condition for one of many keys whose text does not depend on how many there are: one array where the database takes it,
 * else a list that is padded to a power of two. Hibernate would translate a list of its own anew each time.
 *
 * @param values none of them null; lists, for keys of several columns
 * @param array whether they travel as one array
 */
record Keys(List<Object> values, boolean array) {

    private static final int LISTED = 1_000;
    private static final int IN_ARRAY = 10_000;

    /** Stands for any keys, in a text for people. */
    static Keys any() {
        return new Keys(List.of(), false);
    }

    /** How many keys fit in a statement. */
    static int batch(boolean array) {
        return array ? IN_ARRAY : LISTED;
    }

    /**
     * The condition in the query language.
     *
     * @param columns of the key
     */
    String condition(List<String> columns) {
        String key = columns.size() == 1 ? columns.get(0) : columns.stream().collect(joining(", ", "(", ")"));
        if (array) {
            // Not as the last argument, which Hibernate takes for a list of any length, whose translation it does not
            // keep.
            return "cast(sql('? = any(?) and ?', " + key + ", :owners, true) as boolean)";
        }
        if (values.isEmpty()) {
            return key + " in (:owners)";
        }
        if (values.size() == 1) { // for a list of one, Hibernate would take a list of any length
            return columns(columns.size())
                    .mapToObj(column -> columns.get(column) + " = " + parameter(0, column))
                    .collect(joining(" and "));
        }
        return key
                + IntStream.range(0, padded())
                        .mapToObj(place -> parameters(place, columns.size()))
                        .collect(joining(", ", " in (", ")"));
    }

    private static String parameters(int place, int columns) {
        return columns == 1
                ? parameter(place, 0)
                : columns(columns).mapToObj(column -> parameter(place, column)).collect(joining(", ", "(", ")"));
    }

    private static IntStream columns(int count) {
        return IntStream.range(0, count);
    }

    private static String parameter(int place, int column) {
        return ":" + name(place, column);
    }

    private static String name(int place, int column) {
        return column == 0 ? "owner" + place : "owner" + place + "c" + column;
    }

    /** How many parameters the condition has; 0 for people. */
    int places() {
        return array ? 1 : values.isEmpty() ? 0 : padded();
    }

    void bind(SelectionQuery<?> query) {
        if (array) {
            query.setParameter("owners", values.toArray((Object[])
                    Array.newInstance(values.get(0).getClass(), values.size())));
            return;
        }
        for (int place = 0; place < padded(); place++) {
            bind(query, place, values.get(Math.min(place, values.size() - 1)));
        }
    }

    private static void bind(SelectionQuery<?> query, int place, Object value) {
        if (value instanceof List<?> columns) {
            for (int column = 0; column < columns.size(); column++) {
                query.setParameter(name(place, column), columns.get(column));
            }
        } else {
            query.setParameter(name(place, 0), value);
        }
    }

    private int padded() {
        return values.size() == 1 ? 1 : Integer.highestOneBit(values.size() - 1) << 1;
    }
}
