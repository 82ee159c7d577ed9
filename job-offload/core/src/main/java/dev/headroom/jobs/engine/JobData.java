package dev.headroom.jobs.engine;

import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.StorableText;
import org.jspecify.annotations.Nullable;

/** A payload or a result: a value that becomes text only where it is stored as such. Safe for use by many threads. */
public final class JobData {

    private final @Nullable Object value;
    private final @Nullable JobCodec codec;
    private volatile @Nullable String text;

    private JobData(@Nullable Object value, @Nullable JobCodec codec, @Nullable String text) {
        this.value = value;
        this.codec = codec;
        this.text = text;
    }

    /**
     * Of a value.
     *
     * @param value not null
     * @param codec that writes it when its text is asked for
     * @return data
     */
    public static JobData of(Object value, JobCodec codec) {
        return new JobData(value, codec, null);
    }

    /**
     * Of stored text.
     *
     * @param text of the codec
     * @return data
     */
    public static JobData ofText(String text) {
        return new JobData(null, null, text);
    }

    /**
     * Its text.
     *
     * @return text of the codec
     * @throws InvalidJobException if the codec made a text that not every store keeps
     * @throws RuntimeException of the codec
     */
    public String text() {
        String known = text;
        if (known != null) {
            return known;
        }
        if (codec == null || value == null) {
            throw new IllegalStateException("neither text nor value");
        }
        String encoded = codec.encode(value);
        if (encoded == null || !StorableText.isStorable(encoded)) {
            throw new InvalidJobException("encode(" + value.getClass().getSimpleName() + "): the codec made "
                    + (encoded == null ? "null" : "a text with the character 0 or half a surrogate pair")
                    + ", which no store keeps as it is. Change the value, or have the codec escape it.");
        }
        text = encoded;
        return encoded;
    }

    /**
     * Its value.
     *
     * @param <T> its type
     * @param type its class
     * @param reader reads its text, if it has no value of that class
     * @return the value
     * @throws RuntimeException of the codec
     */
    public <T> T as(Class<T> type, JobCodec reader) {
        return type.isInstance(value) ? type.cast(value) : reader.decode(text(), type);
    }
}
