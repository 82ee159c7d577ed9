package dev.headroom.projection;

import dev.headroom.projection.failure.OutputFailedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link ProjectionQuery#writeTo(RowWriter)} writes rows, field by field. An implementation is a format, such as JSON; it
 * is used for one answer and by one thread.
 *
 * <p>The calls for an answer are {@link #begin}, then for each row {@link #startRow}, its fields and {@link #endRow}, and at
 * last either {@link #complete} or {@link #fail}. A field is its {@link #name} and then one of: a {@link #value}; an object,
 * which holds fields; a list, which holds values or objects. {@code fail} may come at any time, also in the midst of a row,
 * and after an exception of any other method of the writer.
 */
public interface RowWriter {

    /**
     * The answer begins. No statement was sent yet.
     *
     * @param views the types that the names of the fields come from: of the rows first, then of the parts within
     */
    void begin(List<Class<?>> views);

    /** A row begins. */
    void startRow();

    /** The row is complete. */
    void endRow();

    /**
     * A field begins.
     *
     * @param name of the component, without the names of the parts around it
     */
    void name(String name);

    /**
     * A value: of the field that was named, or the next one of the list.
     *
     * @param value of the type that the mapping gives it, or of the component's if that is wider; null if there is none, also
     *     where a part within is not there
     */
    void value(@Nullable Object value);

    /** A part within begins, or an element of a list. */
    void startObject();

    /** The part or element is complete. */
    void endObject();

    /** A list begins. */
    void startList();

    /** The list is complete. */
    void endList();

    /**
     * How long the answer is so far. It is asked before and after each field.
     *
     * @return bytes before any compression, also those that are still in a buffer; it never decreases
     */
    long bytes();

    /**
     * All rows were written: what tells a complete answer from a part of one is to be written now.
     *
     * @throws OutputFailedException if that fails
     */
    void complete();

    /**
     * The answer ends before it is complete, and must not look as if it were.
     *
     * @param cause what the caller of {@code writeTo} gets; it may tell of the database, so nothing of it belongs into an
     *     answer
     */
    void fail(Throwable cause);
}
