package dev.headroom.projection.jackson;

import dev.headroom.projection.RowWriter;
import java.io.OutputStream;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writers of rows as JSON, for {@code ProjectionQuery.writeTo}. Make one for each answer.
 *
 * <p>A row has the bytes that the mapper's {@code writeValueAsBytes} gives for the equal record: each value is written as
 * the mapper is configured, by a serializer that was registered with it too. Four of its settings do not apply, because there is no
 * record to serialize: indentation is left out, nulls are written whatever inclusion the mapper has, the fields have the order
 * of the view, and nothing wraps a row. Those that would change names or hide fields are refused before the first statement,
 * by an {@link IllegalArgumentException}: a naming strategy, and annotations of Jackson on the view, such as
 * {@code @JsonIgnore}.
 *
 * <p><b>When something goes out.</b> Whole rows are handed to the stream, whenever there are 8 KB of them; so memory holds that
 * and one row. At the end the stream is flushed. It is never closed.
 *
 * <p><b>When something fails.</b> Before anything went out, nothing is written, and the caller can still answer with an
 * error of its own. Later, the whole rows that were made still go out, and then {@code array} leaves the array open, which no
 * parser takes for complete; {@code ndjson} ends with a line for the error. Either way the exception reaches the caller as it
 * was. One of the stream becomes an {@link dev.headroom.projection.failure.OutputFailedException}, and the stream gets nothing more. An
 * error handler of the application must not write to an answer that has begun: let the exception through, so that the server
 * cuts the connection.
 */
public final class JsonRows {

    private static final JsonMapper PLAIN = new JsonMapper();

    private JsonRows() {}

    /**
     * Writes a JSON array, with values as Jackson writes them by default.
     *
     * @param out gets UTF-8
     * @return a writer for one answer
     */
    public static RowWriter array(OutputStream out) {
        return array(out, PLAIN);
    }

    /**
     * Writes a JSON array, which is closed only when all rows are in it.
     *
     * @param out gets UTF-8
     * @param mapper writes the values
     * @return a writer for one answer
     */
    public static RowWriter array(OutputStream out, JsonMapper mapper) {
        return new JsonRowWriter(Objects.requireNonNull(out, "out"), mapper, Framing.ARRAY);
    }

    /**
     * Writes a line for each row, with values as Jackson writes them by default.
     *
     * @param out gets UTF-8
     * @return a writer for one answer
     */
    public static RowWriter ndjson(OutputStream out) {
        return ndjson(out, PLAIN);
    }

    /**
     * Writes a line for each row, and one that tells how it ended: {@code {"@end":{"rows":50}}}, or
     * {@code {"@error":{"code":"failed","rows":20}}} after the rows that were written. The code is {@code over-budget} for a
     * {@link dev.headroom.projection.BudgetExceededException}, and {@code failed} for all else; what happened is told to the
     * caller only. An answer without the one or the other was cut off. No field of a view can have such a name.
     *
     * @param out gets UTF-8, for the media type {@code application/x-ndjson}
     * @param mapper writes the values
     * @return a writer for one answer
     */
    public static RowWriter ndjson(OutputStream out, JsonMapper mapper) {
        return new JsonRowWriter(Objects.requireNonNull(out, "out"), mapper, Framing.NDJSON);
    }
}
