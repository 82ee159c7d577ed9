package dev.headroom.retry.effects;

import java.util.function.Function;

/**
 * Turns answers into text and back, for instance by a JSON library. It is not asked for null, which is stored as null. Called by
 * several threads.
 *
 * @param <T> the type of the answers
 */
public interface EffectCodec<T> {

    /**
     * Writes an answer.
     *
     * @param answer of an effect that has happened: an exception leaves it uncertain
     * @return any text without the character 0, which PostgreSQL does not store
     */
    String write(T answer);

    /**
     * Reads an answer.
     *
     * @param text that {@link #write} made, possibly of an earlier release
     * @return the answer
     */
    T read(String text);

    /**
     * Makes a codec of two functions.
     *
     * @param <T> the type of the answers
     * @param write as {@link #write}
     * @param read as {@link #read}
     * @return a codec
     */
    static <T> EffectCodec<T> of(Function<T, String> write, Function<String, T> read) {
        return new EffectCodec<>() {
            @Override
            public String write(T answer) {
                return write.apply(answer);
            }

            @Override
            public T read(String text) {
                return read.apply(text);
            }
        };
    }
}
