package dev.headroom.jobs.jackson;

import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Payloads and results as JSON. Safe for use by many threads.
 *
 * <p><b>Text lives longer than code.</b> A job may wait for days, and while a release is rolled out workers of the old one read what the new
 * one enqueues. So properties that a class does not have are ignored, whatever the mapper says: a component that is new is read by the
 * workers that know it, and stops no others. Everything else that does not fit is refused, and the job waits for a worker that can read
 * it: a missing number or flag of a primitive type would be 0 or false without anybody having said so, and a text in the place of a number
 * is a mistake. A missing component of another type is null; give it a value in the compact constructor, or raise the version of the type
 * and add an {@linkplain dev.headroom.jobs.WorkerBuilder#upcast upcast}.
 *
 * <p>Times come back as they were, with their offset and their zone, whatever the mapper says.
 *
 * <p>A sealed interface needs Jackson's {@code @JsonTypeInfo} with names, which outlive the renaming of a class. Payloads are classes
 * without type parameters: put a list into a record.
 *
 * <p>A character 0 in a text is written as {@code \}{@code u0000}, six characters that every database stores as text; PostgreSQL's
 * {@code jsonb} does not.
 */
public final class JacksonJobCodec implements JobCodec {

    private static final JacksonJobCodec STANDARD = of(new JsonMapper());

    private final ObjectWriter writer;
    private final ObjectReader reader;

    private JacksonJobCodec(JsonMapper mapper) {
        this.writer = mapper.writer()
                .without(SerializationFeature.INDENT_OUTPUT)
                .with(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID);
        this.reader = mapper.reader()
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .without(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
    }

    /**
     * Writes and reads as Jackson does by default: times as ISO 8601, numbers as they are.
     *
     * @return always the same
     */
    public static JacksonJobCodec standard() {
        return STANDARD;
    }

    /**
     * Writes and reads as a mapper does, without indentation. Best one of its own: the settings of the mapper for HTTP change with what clients want,
     * and those of stored text must not change.
     *
     * @param mapper with the modules that payloads need
     * @return a codec
     */
    public static JacksonJobCodec of(JsonMapper mapper) {
        return new JacksonJobCodec(Objects.requireNonNull(mapper, "mapper"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidJobException if Jackson cannot write the value, with the place of the part that it cannot write, and no value
     */
    @Override
    public String encode(Object value) {
        String text;
        try {
            text = writer.writeValueAsString(Objects.requireNonNull(value, "value"));
        } catch (JacksonException failure) {
            throw refused("encode", value.getClass(), failure, "Jackson cannot write it. Use records of plain values.");
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidJobException("encode(" + value.getClass().getSimpleName()
                    + "): the text has a character 0, which PostgreSQL does not store. Do not write values raw.");
        }
        return text;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidJobException if the text does not fit, with the place of the part that does not, and no value
     */
    @Override
    public <T> T decode(String text, Class<T> type) {
        String next = "The text does not fit. Raise the JobType's version and add an upcast, or let the class read it.";
        @Nullable T value;
        try {
            value = reader.forType(type).readValue(text);
        } catch (JacksonException failure) {
            throw refused("decode", type, failure, next);
        }
        if (value == null) {
            throw new InvalidJobException("decode(" + type.getSimpleName() + ") at $: it is null. " + next);
        }
        return value;
    }

    /** Without a cause: Jackson's messages have values in them, and problems are stored and logged. */
    private static InvalidJobException refused(String call, Class<?> type, JacksonException failure, String next) {
        return new InvalidJobException(call + "(" + type.getSimpleName() + ") at " + JsonPlace.of(failure) + ": "
                + failure.getClass().getSimpleName() + ". " + next);
    }
}
