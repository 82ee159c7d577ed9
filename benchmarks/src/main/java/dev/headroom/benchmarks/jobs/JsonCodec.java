package dev.headroom.benchmarks.jobs;

import dev.headroom.jobs.model.JobCodec;
import tools.jackson.databind.json.JsonMapper;

/** JSON for this library, as all others have it. */
final class JsonCodec implements JobCodec {

    @Override
    public String encode(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    @Override
    public <T> T decode(String text, Class<T> type) {
        return JsonMapper.shared().readValue(text, type);
    }
}
