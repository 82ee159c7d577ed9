package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.model.JobCodec;

/** Texts as they are. */
enum TextCodec implements JobCodec {
    TEXT;

    @Override
    public String encode(Object value) {
        return value.toString();
    }

    @Override
    public <T> T decode(String text, Class<T> type) {
        return type.cast(text);
    }
}
