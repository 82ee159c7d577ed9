package dev.headroom.examples.musicstore.album;

import dev.headroom.examples.musicstore.compare.RecordedStatement;
import dev.headroom.examples.musicstore.compare.StatementRecorder.Recording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * What it took to answer a list as JSON.
 *
 * @param bytes of the answer
 * @param gzipBytes of the answer when it is compressed as a web server does
 * @param columns that the statements selected
 * @param statements their texts, in the order in which they were sent
 * @param milliseconds from the start of the transaction to the last byte, while nobody watched
 * @param beginning the first characters of the answer
 */
record AlbumMeasurement(
        int bytes, int gzipBytes, int columns, List<String> statements, double milliseconds, String beginning) {

    private static final int SHOWN = 400;

    static AlbumMeasurement of(Recording<byte[]> recording, Duration time) {
        byte[] answer = recording.result();
        return new AlbumMeasurement(
                answer.length,
                gzip(answer),
                recording.columns(),
                recording.statements().stream().map(RecordedStatement::sql).toList(),
                time.toNanos() / 1e6,
                beginning(answer));
    }

    private static int gzip(byte[] answer) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.size();
    }

    private static String beginning(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
