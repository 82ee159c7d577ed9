package dev.headroom.jobs;

import dev.headroom.jobs.model.JobCodec;

/** Text and numbers as they are. */
public final class TextCodec implements JobCodec {

    @Override
    public String encode(Object value) {
        return value.toString();
    }

    @Override
    public <T> T decode(String text, Class<T> type) {
        return type.cast(type == Integer.class ? Integer.valueOf(text) : text);
    }
}
