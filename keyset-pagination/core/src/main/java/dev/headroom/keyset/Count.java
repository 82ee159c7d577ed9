package dev.headroom.keyset;

/** How much of a list is counted beside a page. Immutable and thread-safe. */
public final class Count {

    private static final Count EXACT = new Count(Integer.MAX_VALUE);

    private final int limit;

    private Count(int limit) {
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
        return new Count(rows);
    }

    boolean isLimited() {
        return limit < Integer.MAX_VALUE;
    }

    int limit() {
        return limit;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Count that && limit == that.limit;
    }

    @Override
    public int hashCode() {
        return limit;
    }

    @Override
    public String toString() {
        return isLimited() ? "count up to " + limit : "exact count";
    }
}
