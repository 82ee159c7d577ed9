package dev.headroom.keyset;

/**
 * How many rows a list has, as far as it was counted.
 *
 * @param rows the number of rows
 * @param exact true if that is all of them; false if there are more
 */
public record Total(long rows, boolean exact) {

    /**
     * As it would be shown.
     *
     * @return such as {@code "734"} or {@code "1000+"}
     */
    @Override
    public String toString() {
        return exact ? Long.toString(rows) : rows + "+";
    }
}
