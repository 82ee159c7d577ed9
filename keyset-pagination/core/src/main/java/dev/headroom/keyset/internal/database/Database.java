package dev.headroom.keyset.internal.database;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.NullOrdering;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * What differs between databases.
 *
 * @param comparesRowValues whether {@code (a, b) > (?, ?)} is a range of an index; elsewhere it is a filter
 * @param nullsAreLargest whether nulls come after all values in ascending order, if nothing is said
 * @param indexesNullPrecedence whether an index can be made for {@code nulls first} and is used for it
 * @param comparesFloatsExactly whether a single-precision value that was read is equal to itself
 * @param comparesEnumsAsItSorts whether the order of {@code enum(…)} columns is also what {@code >} goes by
 * @param estimatesRows whether the planner's estimate of a filtered list can be asked for, and is worth showing
 * @param infersParameterTypes whether a parameter is taken for what it is compared with only if the driver names no type
 * @param longestSorted how many characters of a text, and four times that many bytes, it surely sorts by
 */
public record Database(
        boolean comparesRowValues,
        boolean nullsAreLargest,
        boolean indexesNullPrecedence,
        boolean comparesFloatsExactly,
        boolean comparesEnumsAsItSorts,
        boolean estimatesRows,
        boolean infersParameterTypes,
        int longestSorted) {

    /** Of the 1,024 bytes that are {@code max_sort_length} unless somebody changes it, if a character may have four. */
    private static final int LONGEST_SORTED_BY_MYSQL = 255;

    public static Database of(EntityManagerFactory factory) {
        Dialect dialect = factory.unwrap(SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect();
        boolean postgresql = dialect instanceof PostgreSQLDialect;
        boolean mysql = dialect instanceof MySQLDialect || dialect instanceof MariaDBDialect;
        boolean nullsAreLargest = dialect.getNullOrdering() == NullOrdering.GREATEST;
        return new Database(
                postgresql,
                nullsAreLargest,
                postgresql,
                !mysql,
                !mysql,
                postgresql,
                postgresql,
                mysql ? LONGEST_SORTED_BY_MYSQL : Integer.MAX_VALUE);
    }

    public boolean putsNullsLast(boolean ascending) {
        return nullsAreLargest == ascending;
    }
}
