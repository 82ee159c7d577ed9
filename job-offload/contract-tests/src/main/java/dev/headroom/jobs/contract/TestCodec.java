package dev.headroom.jobs.contract;

import dev.headroom.jobs.model.JobCodec;

/** Texts and whole numbers as text. */
final class TestCodec implements JobCodec {

    static final TestCodec INSTANCE = new TestCodec();

    private TestCodec() {}

    @Override
    public String encode(Object value) {
        return value.toString();
    }

    @Override
    public <T> T decode(String text, Class<T> type) {
        return type.cast(type == Integer.class ? Integer.valueOf(text) : text);
    }
}
