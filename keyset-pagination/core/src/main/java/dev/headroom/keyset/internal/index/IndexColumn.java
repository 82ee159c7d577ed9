package dev.headroom.keyset.internal.index;

import java.util.Locale;

/**
 * A part of an index.
 *
 * @param expression a column, or an expression of one, as the database writes it
 */
record IndexColumn(String expression, boolean ascending, boolean nullsFirst) {

    /** As an index reads that is read backward. */
    IndexColumn reversed() {
        return new IndexColumn(expression, !ascending, !nullsFirst);
    }

    boolean sortsLike(IndexColumn other) {
        return ascending == other.ascending
                && nullsFirst == other.nullsFirst
                && plain(expression).equals(plain(other.expression));
    }

    boolean isOfSameColumn(IndexColumn other) {
        return plain(expression).equals(plain(other.expression));
    }

    /** Without what databases add to an expression, or leave out: quotes, case, and PostgreSQL's {@code (name)::text}. */
    private static String plain(String expression) {
        return expression
                .replaceAll("[\"`]", "")
                .replace("::text", "")
                .replace("((", "(")
                .replace("))", ")")
                .toLowerCase(Locale.ROOT);
    }
}
