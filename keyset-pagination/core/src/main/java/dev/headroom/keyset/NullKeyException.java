package dev.headroom.keyset;

/**
 * A row's key is null, although its mapping or its expression says that it never is. Going on would lose rows, so the
 * page is not read. Say where nulls go with {@link SortKey#nullsFirst()} or {@link SortKey#nullsLast()}, or correct the
 * mapping.
 */
public final class NullKeyException extends KeysetException {

    private static final long serialVersionUID = 1L;

    NullKeyException(String key, String order) {
        super("Sort key \"" + key + "\" of " + order + " is null in a row, and was not said to be: add nullsFirst() or"
                + " nullsLast(), or map the attribute as what it is.");
    }
}
