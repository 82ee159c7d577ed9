package dev.headroom.projection.mask;

/**
 * How much of a field mask is read that comes from outside. A text beyond a limit is refused, and the work until then is
 * bounded by the limits, not by the text.
 *
 * <p>Immutable. The defaults suit a query parameter; raise them for masks that your own code writes.
 *
 * @param characters the longest text, in UTF-16 units as {@link String#length()} counts them; at least 1, by default
 *     2,048
 * @param fields the most fields as they are written, duplicates and {@code *} included: {@code id,author(name,email)} are
 *     three; at least 1, by default 128
 * @param depth the most names in a row: {@code author.name} has two; between 1 and {@value #MOST_DEPTH}, by default 4
 */
public record FieldMaskLimits(int characters, int fields, int depth) {

    /** The largest {@link #depth()}: a mask is walked by recursion, which must not run out of stack. */
    public static final int MOST_DEPTH = 100;

    private static final FieldMaskLimits DEFAULTS = new FieldMaskLimits(2_048, 128, 4);

    /** For masks that are written in code. */
    static final FieldMaskLimits OF_CODE = new FieldMaskLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, MOST_DEPTH);

    /**
     * Checks the limits.
     *
     * @param characters the longest text
     * @param fields the most fields
     * @param depth the most names in a row
     * @throws IllegalArgumentException if a limit is less than 1, or the depth more than {@value #MOST_DEPTH}
     */
    public FieldMaskLimits {
        check("characters", characters, Integer.MAX_VALUE);
        check("fields", fields, Integer.MAX_VALUE);
        check("depth", depth, MOST_DEPTH);
    }

    /**
     * 2,048 characters, 128 fields, four names in a row.
     *
     * @return the limits of {@link FieldMask#parse(String)}
     */
    public static FieldMaskLimits defaults() {
        return DEFAULTS;
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("The limit of a field mask's " + name + " is \"" + value
                    + "\", and must be between 1 and " + most + ".");
        }
    }
}
