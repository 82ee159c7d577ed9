package dev.headroom.projection.jackson;

import dev.headroom.projection.BudgetExceededException;
import dev.headroom.projection.RowWriter;
import dev.headroom.projection.failure.OutputFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes whole rows before they go out, so that one that fails leaves nothing behind. */
final class JsonRowWriter implements RowWriter {

    private static final int ENOUGH = 8 * 1024;

    private final OutputStream out;
    private final Framing framing;
    private final UnreadSettings settings;
    private final RowBuffer buffer = new RowBuffer();
    private final JsonGenerator json;
    private final ValueWriter values;

    /** Encoded once for all rows. */
    private final Map<String, SerializedString> names = new HashMap<>();

    private boolean begun;
    private boolean broken;
    private long rows;

    /** Bytes that are no longer in the buffer, and the rows that they are. */
    private long sent;

    private long sentRows;

    /** Bytes from the start to the end of the last whole row. */
    private long whole;

    JsonRowWriter(OutputStream out, JsonMapper mapper, Framing framing) {
        this.out = out;
        this.framing = framing;
        this.settings = new UnreadSettings(mapper);
        this.json = mapper.writer()
                .without(SerializationFeature.INDENT_OUTPUT)
                .withRootValueSeparator("")
                .createGenerator(buffer);
        this.values = new ValueWriter(json);
    }

    @Override
    public void begin(List<Class<?>> views) {
        if (begun) {
            throw new IllegalStateException("This writer has written an answer: make another one for the next.");
        }
        begun = true;
        settings.refuse(views);
        framing.begin(json);
        whole = bytes();
    }

    @Override
    public void startRow() {
        json.writeStartObject();
    }

    @Override
    public void endRow() {
        json.writeEndObject();
        framing.endRow(json);
        rows++;
        whole = bytes();
        if (whole - sent >= ENOUGH) {
            json.flush();
            send();
        }
    }

    @Override
    public void name(String name) {
        json.writeName(names.computeIfAbsent(name, SerializedString::new));
    }

    @Override
    public void value(@Nullable Object value) {
        values.write(value);
    }

    @Override
    public void startObject() {
        json.writeStartObject();
    }

    @Override
    public void endObject() {
        json.writeEndObject();
    }

    @Override
    public void startList() {
        json.writeStartArray();
    }

    @Override
    public void endList() {
        json.writeEndArray();
    }

    @Override
    public long bytes() {
        return sent + buffer.size() + json.streamWriteOutputBuffered();
    }

    @Override
    public void complete() {
        framing.complete(json, rows);
        json.close();
        send();
        flush();
    }

    @Override
    public void fail(Throwable cause) {
        // Jackson closes what is open, which is taken back.
        json.close();
        buffer.truncate((int) Math.max(0, whole - sent));
        if (broken || sent == 0) {
            return;
        }
        String code = cause instanceof BudgetExceededException ? "over-budget" : "failed";
        byte[] error = framing.error(code, rows).getBytes(StandardCharsets.US_ASCII);
        buffer.write(error, 0, error.length);
        send();
        flush();
    }

    private void send() {
        broken = true;
        try {
            buffer.writeTo(out);
        } catch (IOException gone) {
            throw new OutputFailedException(sentRows, gone);
        }
        broken = false;
        sent += buffer.size();
        sentRows = rows;
        buffer.truncate(0);
    }

    private void flush() {
        broken = true;
        try {
            out.flush();
        } catch (IOException gone) {
            throw new OutputFailedException(sentRows, gone);
        }
        broken = false;
    }
}
