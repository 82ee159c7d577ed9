package dev.headroom.keyset;

/**
 * A row's key is null, or an association on the way to it, although its mapping or its expression says that it never is.
 * Going on would lose rows, so the page is not read. Say where nulls go with {@link SortKey#nullsFirst()} or {@link
 * SortKey#nullsLast()}, or correct the mapping.
 */
public final class NullKeyException extends KeysetException {

    private static final long serialVersionUID = 1L;

    NullKeyException(String key, String order) {
        super("Sort key \"" + key + "\" of " + order + " is null in a row, and was not said to be: add nullsFirst() or"
                + " nullsLast(), and map what may be missing as optional.");
    }
}
