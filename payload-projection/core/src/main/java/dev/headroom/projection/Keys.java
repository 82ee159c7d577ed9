package dev.headroom.projection;

import java.lang.reflect.Array;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.query.SelectionQuery;

/**
 * A condition for one of many keys whose text does not depend on how many there are: one array where the database takes it,
 * else a list that is padded to a power of two. Hibernate would translate a list of its own anew each time.
 *
 * @param values none of them null
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

    /** The condition in the query language. */
    String condition(String key) {
        if (array) {
            // Not as the last argument, which Hibernate takes for a list of any length, whose translation it does not
            // keep.
            return "cast(sql('? = any(?) and ?', " + key + ", :owners, true) as boolean)";
        }
        if (values.isEmpty()) {
            return key + " in (:owners)";
        }
        if (values.size() == 1) { // for a list of one, Hibernate would take a list of any length
            return key + " = :owner0";
        }
        return key
                + IntStream.range(0, padded())
                        .mapToObj(index -> ":owner" + index)
                        .collect(Collectors.joining(", ", " in (", ")"));
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
        for (int index = 0; index < padded(); index++) {
            query.setParameter("owner" + index, values.get(Math.min(index, values.size() - 1)));
        }
    }

    private int padded() {
        return values.size() == 1 ? 1 : Integer.highestOneBit(values.size() - 1) << 1;
    }
}
