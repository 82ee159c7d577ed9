package dev.headroom.keyset;

/**
 * The key values of a row do not fit into a cursor. Sort by something shorter than whole texts, or limit the length of the
 * column.
 */
public final class CursorOverflowException extends KeysetException {

    private static final long serialVersionUID = 1L;

    CursorOverflowException(int length, int longest, String order) {
        super("The cursor of a row sorted by " + order + " would have " + length + " characters, and " + longest
                + " are allowed: sort by a shorter column.");
    }
}
