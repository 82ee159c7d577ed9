package dev.headroom.examples.musicstore.album;

import dev.headroom.examples.musicstore.compare.StatementRecorder.Recording;
import dev.headroom.examples.musicstore.compare.StatementRecorder;
import dev.headroom.projection.Projection;
import dev.headroom.projection.jackson.JsonRows;
import dev.headroom.projection.mask.FieldMask;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers the list of albums in both ways, and says what each took. */
@Component
final class AlbumComparer {

    private final AlbumReader albums;
    private final FieldMask allowed;
    private final StatementRecorder recorder;
    private final JsonMapper json;

    AlbumComparer(
            AlbumReader albums,
            Projection<AlbumWithCover, AlbumItem> items,
            StatementRecorder recorder,
            JsonMapper json) {
        this.albums = albums;
        this.allowed = items.fields();
        this.recorder = recorder;
        this.json = json;
    }

    AlbumComparison compare(FieldMask asked, int limit) {
        FieldMask fields = asked.within(allowed);
        Answered whole = answer(() -> json.writeValueAsBytes(albums.whole(limit)));
        Answered projected = answer(() -> projected(fields, limit));
        return new AlbumComparison(
                whole.albums().size(),
                fields.toString(),
                agree(projected.albums(), whole.albums()),
                whole.measurement(),
                projected.measurement());
    }

    private byte[] projected(FieldMask fields, int limit) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        albums.write(fields, limit, JsonRows.array(answer, json));
        return answer.toByteArray();
    }

    private record Answered(JsonNode albums, AlbumMeasurement measurement) {}

    /** Once to record it, and once more for the time: a recorder takes some of it, and so does a cold cache. */
    private Answered answer(Supplier<byte[]> list) {
        Recording<byte[]> recording = recorder.record(list);
        long start = System.nanoTime();
        byte[] answer = list.get();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new Answered(json.readTree(answer), AlbumMeasurement.of(recording, time));
    }

    /** Whether what both have is equal. One list has fewer fields, and an address for the cover. */
    static boolean agree(JsonNode projected, JsonNode whole) {
        if (projected.isArray()) {
            return projected.size() == whole.size()
                    && IntStream.range(0, whole.size()).allMatch(row -> agree(projected.get(row), whole.get(row)));
        }
        if (projected.isObject() && whole.isObject()) {
            return projected.properties().stream()
                    .filter(field ->
                            whole.has(field.getKey()) && !field.getKey().equals("cover"))
                    .allMatch(field -> agree(field.getValue(), whole.get(field.getKey())));
        }
        return projected.equals(whole);
    }
}
