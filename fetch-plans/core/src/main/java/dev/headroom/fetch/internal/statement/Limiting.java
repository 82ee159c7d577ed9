package dev.headroom.fetch.internal.statement;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MariaDBDialect;

/** How a database reads no more than a few children of each owner, in one statement. */
public enum Limiting {
    /** A subquery that runs for each owner. */
    LATERAL,

    /**
     * A limited select for each owner, one below the other. MariaDB reads 850 rows so, where it reads 350,000 to number
     * a thousand children of each of 50 owners, and writes 150,000 to temporary tables.
     */
    UNION,

    /**
     * All children of the owners, numbered. H2 reads all of them in any case, because it does not use the index of an
     * order behind a condition: 50,000 rows of the same owners, and three times as many by a union.
     */
    NUMBERS;

    /** Each of them opens the tables once more. */
    private static final int MOST_SELECTS = 64;

    public static Limiting of(Dialect dialect) {
        if (dialect.supportsLateral()) {
            return LATERAL;
        }
        return dialect instanceof MariaDBDialect ? UNION : NUMBERS;
    }

    public int batchSize(int asked) {
        return this == UNION ? Math.min(asked, MOST_SELECTS) : asked;
    }
}
