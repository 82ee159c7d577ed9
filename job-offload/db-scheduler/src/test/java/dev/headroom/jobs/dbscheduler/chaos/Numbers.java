package dev.headroom.jobs.dbscheduler.chaos;

import dev.headroom.jobs.model.JobCodec;

/** Numbers as they are. */
public final class Numbers implements JobCodec {

    @Override
    public String encode(Object value) {
        return value.toString();
    }

    @Override
    public <T> T decode(String text, Class<T> type) {
        return type.cast(Integer.valueOf(text));
    }
}
