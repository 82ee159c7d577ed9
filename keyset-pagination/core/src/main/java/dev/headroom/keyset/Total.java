package dev.headroom.keyset;

import java.util.Objects;

/**
 * How many rows a list has, as far as it was counted.
 *
 * @param rows the number of rows, from 0
 * @param accuracy how that number relates to the list
 */
public record Total(long rows, Accuracy accuracy) {

    /** How a number of rows relates to the list. */
    public enum Accuracy {
        /** It is all of them. */
        EXACT,

        /** There are more, and counting stopped here. See {@link Count#upTo}. */
        AT_LEAST,

        /** It is the database's guess: there may be more or fewer. See {@link Count#estimated}. */
        ESTIMATED
    }

    /**
     * Checks the parts.
     *
     * @param rows the number of rows, from 0
     * @param accuracy how that number relates to the list
     * @throws IllegalArgumentException if the number is negative
     */
    public Total {
        if (rows < 0) {
            throw new IllegalArgumentException("A list has " + rows + " rows, and must have 0 or more.");
        }
        Objects.requireNonNull(accuracy, "accuracy");
    }

    /**
     * Whether the number is that of all rows.
     *
     * @return false for "at least" and for estimates
     */
    public boolean exact() {
        return accuracy == Accuracy.EXACT;
    }

    /** An estimate that is not less than what was seen: a page of 50 rows of "about 10" would look broken. */
    Total notLessThan(long seen) {
        return accuracy == Accuracy.ESTIMATED && rows < seen ? new Total(seen, accuracy) : this;
    }

    /**
     * As it would be shown, in any language.
     *
     * @return such as {@code "734"}, {@code "1000+"} or {@code "~1000000"}
     */
    @Override
    public String toString() {
        return switch (accuracy) {
            case EXACT -> Long.toString(rows);
            case AT_LEAST -> rows + "+";
            case ESTIMATED -> "~" + rows;
        };
    }
}
