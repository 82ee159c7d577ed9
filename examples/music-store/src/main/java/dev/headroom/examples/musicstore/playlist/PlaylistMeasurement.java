package dev.headroom.examples.musicstore.playlist;

import dev.headroom.examples.musicstore.compare.RecordedStatement;
import dev.headroom.examples.musicstore.compare.StatementRecorder.Recording;
import dev.headroom.fetch.watch.NPlusOne;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What it took to read a page.
 *
 * @param statements how many were sent
 * @param sent their texts, in the order in which they first came
 * @param rows how many the database sent
 * @param bytes of these rows, as PostgreSQL sends them
 * @param milliseconds from the start of the transaction to its end, while nobody watched
 * @param findings what the watch says was loaded one by one
 */
record PlaylistMeasurement(
        int statements, List<Sent> sent, long rows, long bytes, double milliseconds, List<Finding> findings) {

    /** A statement, and how often it was sent. */
    record Sent(String sql, int times) {}

    /**
     * An association that was loaded one by one.
     *
     * @param callSite the line that touched it
     * @param root the entity that the plan is for
     * @param fix the line of the plan that loads it at once
     */
    record Finding(
            String role, NPlusOne.Kind kind, int owners, int statements, String callSite, String root, String fix) {

        static Finding of(NPlusOne found) {
            return new Finding(
                    found.role(),
                    found.kind(),
                    found.owners(),
                    found.statements(),
                    found.callSite().toString(),
                    found.root(),
                    found.fix());
        }
    }

    static PlaylistMeasurement of(Recording<?> recording, List<NPlusOne> found, Duration time) {
        return new PlaylistMeasurement(
                recording.statements().size(),
                grouped(recording.statements()),
                recording.rows(),
                recording.bytes(),
                time.toNanos() / 1e6,
                found.stream().map(Finding::of).toList());
    }

    private static List<Sent> grouped(List<RecordedStatement> statements) {
        Map<String, Integer> times = new LinkedHashMap<>();
        statements.forEach(statement -> times.merge(statement.sql(), 1, Integer::sum));
        return times.entrySet().stream()
                .map(one -> new Sent(one.getKey(), one.getValue()))
                .toList();
    }
}
