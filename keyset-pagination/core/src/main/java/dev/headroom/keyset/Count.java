package dev.headroom.keyset;

import java.util.Objects;

/** How much of a list is counted beside a page. Immutable and thread-safe. */
public final class Count {

    enum Kind {
        EXACT,
        UP_TO,
        ESTIMATED
    }

    private static final Count EXACT = new Count(Kind.EXACT, Integer.MAX_VALUE);
    private static final Count ESTIMATED = new Count(Kind.ESTIMATED, Integer.MAX_VALUE);

    private final Kind kind;
    private final int limit;

    private Count(Kind kind, int limit) {
        this.kind = kind;
        this.limit = limit;
    }

    /**
     * All rows that pass the filters. The database reads every one of them, however small the page is.
     *
     * @return the rule
     */
    public static Count exact() {
        return EXACT;
    }

    /**
     * All rows if there are no more than a limit, else "more than that". The database stops reading one row behind the
     * limit, so this is as cheap for a large table as for a small one.
     *
     * @param rows the largest number that is of interest, such as 1000 for "1,000+"; from 1
     * @return the rule
     * @throws IllegalArgumentException if it is less than 1
     */
    public static Count upTo(int rows) {
        if (rows < 1 || rows == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "Count.upTo(" + rows + ") is not from 1 to " + (Integer.MAX_VALUE - 1) + ": use Count.exact()");
        }
        return new Count(Kind.UP_TO, rows);
    }

    /**
     * What the database's planner expects of the filtered list, to be shown as "about 1,000,000". No row is read for it,
     * so it costs the same for any list: on PostgreSQL one statement, {@code explain select … from E e where e.a = ?},
     * with the filters and their values.
     *
     * <p>How good it is: for all rows of a table within some percent of what it had when it was last analyzed, which
     * autovacuum does when a tenth has changed. For a filter on one column it is as good as the statistics of
     * that column. For several filters that depend on each other, for subqueries, patterns, functions and {@linkplain
     * KeysetQuery#within ranges} it is a guess that can be wrong by orders of magnitude. Of a table that was never analyzed PostgreSQL knows no more than its
     * size on disk. {@code create statistics} and a larger statistics target help.
     *
     * <p>The total is never less than the rows that the page shows, and it is exact, without a statement, if the page
     * holds the whole list.
     *
     * <p>Other databases than PostgreSQL count exactly, and {@link Total#exact()} says so: H2 has no estimate, and that of
     * MySQL and MariaDB ignores filters on columns that have no index.
     *
     * @return the rule
     */
    public static Count estimated() {
        return ESTIMATED;
    }

    Kind kind() {
        return kind;
    }

    int limit() {
        return limit;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Count that && kind == that.kind && limit == that.limit;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, limit);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case EXACT -> "exact count";
            case UP_TO -> "count up to " + limit;
            case ESTIMATED -> "estimated count";
        };
    }
}
