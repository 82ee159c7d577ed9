package dev.headroom.benchmarks.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import tools.jackson.databind.json.JsonMapper;

/** JSON for db-scheduler, as all others have it. */
final class JsonBytes implements Serializer {

    @Override
    public byte[] serialize(Object data) {
        return JsonMapper.shared().writeValueAsBytes(data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] serialized) {
        return JsonMapper.shared().readValue(serialized, type);
    }
}
