package dev.headroom.projection;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.query.SelectionQuery;

/**
 * A condition for one of many keys whose text does not depend on how many there are: one array where the database takes it,
 * else a list that is padded to a power of two. Hibernate would translate a list of its own anew each time.
 *
 * @param values none of them null
 * @param array whether they travel as one array
 */
record Keys(List<Object> values, boolean array) {

    /** Types that have an array in SQL, as which Hibernate sends them. */
    private static final Set<Class<?>> IN_ARRAYS =
            Set.of(Long.class, Integer.class, Short.class, String.class, UUID.class);

    private static final int LISTED = 1_000;
    private static final int IN_ARRAY = 10_000;

    static Keys of(List<Object> values, Dialect dialect) {
        return new Keys(values, isArray(values.get(0), dialect));
    }

    /** Stands for any keys, in a text for people. */
    static Keys any() {
        return new Keys(List.of(), false);
    }

    private static boolean isArray(Object value, Dialect dialect) {
        return IN_ARRAYS.contains(value.getClass())
                && (dialect instanceof PostgreSQLDialect || dialect instanceof H2Dialect);
    }

    /** How many keys fit in a statement. */
    static int batch(Object value, Dialect dialect) {
        return isArray(value, dialect) ? IN_ARRAY : LISTED;
    }

    /** The condition in the query language. */
    String condition(String key) {
        if (array) {
            return "cast(sql('? = any(?)', " + key + ", :owners) as boolean)";
        }
        if (values.isEmpty()) {
            return key + " in (:owners)";
        }
        return key
                + IntStream.range(0, padded())
                        .mapToObj(index -> ":owner" + index)
                        .collect(Collectors.joining(", ", " in (", ")"));
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
