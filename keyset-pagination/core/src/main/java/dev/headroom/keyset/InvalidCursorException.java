package dev.headroom.keyset;

/**
 * A cursor was refused. Cursors come from outside, so this is the reader's mistake: answer it with 400, show
 * {@link #getMessage()} if you like (it holds no part of the cursor), and let the reader start at the first page.
 */
public final class InvalidCursorException extends KeysetException {

    private static final long serialVersionUID = 1L;

    /** Why a cursor was refused. */
    public enum Reason {
        /** The text is no cursor at all: not base64url, or too short. */
        MALFORMED("is not one that pages give out; pass on the cursor of a page unchanged"),
        /** The signature or seal does not fit: someone altered or cut the text, or its secret was retired. */
        TAMPERED("was changed, cut, or made with a key that is no longer accepted; start at the first page"),
        /** The cursor is older than the application allows. */
        EXPIRED("is too old; start at the first page"),
        /** The cursor belongs to another entity, order or scope. */
        WRONG_QUERY("belongs to another list, order or scope; start this list at its first page"),
        /** A cursor to read after and one to read before were both given. */
        AMBIGUOUS("to read after and the cursor to read before were both given; give one of them"),
        /** The cursor was made by a release of this library whose format is not understood here. */
        VERSION("has a format that this release does not read; start at the first page"),
        /** The text is longer than {@value CursorCodec#MAX_LENGTH} characters, or {@value CursorCodec#MAX_RANGE_LENGTH} for an end of a range. */
        TOO_LONG("is longer than " + CursorCodec.MAX_LENGTH + " characters; pass on a page's cursor unchanged");

        private final String rule;

        Reason(String rule) {
            this.rule = rule;
        }
    }

    /** Why the cursor was refused. */
    private final Reason reason;

    /**
     * For implementations of {@link CursorCodec}.
     *
     * @param reason why the cursor is refused
     */
    public InvalidCursorException(Reason reason) {
        super("The cursor " + reason.rule + " (" + reason + ").");
        this.reason = reason;
    }

    /**
     * Why the cursor was refused.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
