package dev.headroom.projection.mask;

import dev.headroom.projection.failure.ProjectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field mask was refused: its text is no mask or exceeds the {@link FieldMaskLimits}, or it asks for a field that is not
 * there. Masks come from outside, so this is mostly the reader's mistake: answer it with 400 and, if you like, with
 * {@link #getMessage()}. The message names the offset, the rule and the next step; of the mask it holds at most 40
 * characters at a time, and nothing but printable ASCII.
 */
public final class FieldMaskException extends ProjectionException {

    private static final long serialVersionUID = 1L;

    /** Where in the text, counted from 0. */
    private final int offset;

    /** The dotted path of the field, empty at the top. */
    private final String field;

    /** The dotted path that may have been meant. */
    private final @Nullable String suggestion;

    FieldMaskException(String message, int offset, String field) {
        this(message, offset, field, null);
    }

    FieldMaskException(String message, int offset, String field, @Nullable String suggestion) {
        super(message);
        this.offset = offset;
        this.field = field;
        this.suggestion = suggestion;
    }

    /**
     * Where the mistake stands in the text that was parsed; for several texts ({@link FieldMask#of}, the parameters of
     * {@link FieldMask#jsonApi JSON:API}) in the one that holds the field.
     *
     * @return the offset, in UTF-16 units from 0; the text's length if something is missing at its end
     */
    public int offset() {
        return offset;
    }

    /**
     * The place of the mistake in the mask: the path of the refused field; where a text cannot be read, the path of the
     * names around the offset.
     *
     * @return a dotted path such as {@code author.name}, whole, however long; empty at the top of the mask
     */
    public String field() {
        return field;
    }

    /**
     * What may have been meant by a field that is not there: the one whose name needs the fewest letters changed.
     *
     * @return the dotted path of a field that is there, if one has a similar name; for an unknown type of JSON:API, a type
     */
    public Optional<String> suggestion() {
        return Optional.ofNullable(suggestion);
    }
}
