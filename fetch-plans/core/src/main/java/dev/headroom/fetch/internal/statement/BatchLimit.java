package dev.headroom.fetch.internal.statement;

import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** How many keys a statement can list where each of their columns is a parameter. */
public final class BatchLimit {

    /** PostgreSQL and MySQL count parameters in 16 bits, and Hibernate's dialects do not know it. H2 takes more. */
    private static final int MOST_PARAMETERS = 65_535;

    /** Left for the conditions of filters. */
    private static final int RESERVED = 1_024;

    /**
     * PostgreSQL reads a list of tuples as conditions within each other, and runs out of stack at some ten thousand.
     */
    private static final int MOST_TUPLES = 1_024;

    private BatchLimit() {}

    /** A batch size that fits; lists are padded to a power of two, so a smaller one is a power of two. */
    static int of(SessionFactoryImplementor factory, int batchSize, int columns) {
        Dialect dialect = factory.getJdbcServices().getDialect();
        int known = dialect.getParameterCountLimit();
        int parameters = known > 0 ? Math.max(known - RESERVED, known / 2) : MOST_PARAMETERS - RESERVED;
        int most = columns == 1 ? parameters : Math.min(MOST_TUPLES, parameters / columns);
        return Math.min(batchSize, Integer.highestOneBit(Math.max(1, most)));
    }

    /**
     * The same for keys that Hibernate lists itself: as one array, where the database takes arrays and a key is one
     * column.
     */
    public static int ofKeys(SessionFactoryImplementor factory, int batchSize, int columns) {
        boolean array = columns == 1 && factory.getJdbcServices().getDialect().useArrayForMultiValuedParameters();
        return array ? batchSize : of(factory, batchSize, columns);
    }

    /** How long a list of so many keys becomes, so that few statements differ in nothing but its length. */
    static int padded(int keys) {
        return keys <= 1 ? 1 : Integer.highestOneBit(keys - 1) << 1;
    }
}
