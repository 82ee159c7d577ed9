package dev.headroom.keyset;

/** A request asks for no rows, or for more rows than the {@link Keyset} allows in one page. */
public final class PageSizeException extends KeysetException {

    private static final long serialVersionUID = 1L;

    /** The size that the request asks for, in rows. */
    private final int size;

    /** The largest size that is allowed, in rows. */
    private final int maximum;

    PageSizeException(int size, int maximum) {
        super("Page size " + size + " is not between 1 and " + maximum + ": "
                + (size < 1 ? "ask for at least 1 row." : "ask for a smaller page and follow its cursor."));
        this.size = size;
        this.maximum = maximum;
    }

    /**
     * The size that the request asks for.
     *
     * @return the size, in rows
     */
    public int size() {
        return size;
    }

    /**
     * The largest size that is allowed.
     *
     * @return the largest size, in rows
     */
    public int maximum() {
        return maximum;
    }
}
