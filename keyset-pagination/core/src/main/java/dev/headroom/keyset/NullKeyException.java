package dev.headroom.keyset;

/**
 * A key of a row is null, or an association on the way to it, although its mapping or its expression denies that. The
 * next pages would lose rows, so you get no page. Say where nulls go with {@link SortKey#nullsFirst()} or {@link
 * SortKey#nullsLast()}, or correct the mapping.
 */
public final class NullKeyException extends KeysetException {

    private static final long serialVersionUID = 1L;

    NullKeyException(String key, String order) {
        super("Sort key \"" + key + "\" of " + order + " is null in a row, although its mapping or expression denies that: add nullsFirst() or"
                + " nullsLast(), and map what may be missing as optional.");
    }
}
