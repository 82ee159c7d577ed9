package dev.headroom.benchmarks.keyset;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A statement of the hand-written floor, up to its limit.
 *
 * @param from the tables
 * @param condition what a row must fulfil
 * @param parameters of both
 */
record JdbcSeek(String from, String condition, List<Object> parameters) {

    private static final String READING = "Reading r";

    /** The best statements that can be written by hand on PostgreSQL, to be run in turn until the page is full. */
    static List<JdbcSeek> of(PagePosition position) {
        Reading last = position.last();
        if (last == null) {
            return List.of(first(position));
        }
        return switch (position.order()) {
            case UNIQUE -> List.of(seek(position, "(r.receivedAt, r.id) < (?, ?)", last.receivedAt, last.id));
            case SKEWED ->
                List.of(seek(position, "(r.grade, r.takenAt, r.id) > (?, ?, ?)", last.grade, last.takenAt, last.id));
            // No comparison of rows can express two directions.
            case MIXED ->
                List.of(
                        seek(position, "r.takenAt = ? and r.id > ?", last.takenAt, last.id),
                        seek(position, "r.takenAt < ?", last.takenAt));
            case NULLABLE -> nullable(position, last);
            case IGNORE_CASE -> List.of(seek(position, "(lower(r.name), r.id) > (lower(?), ?)", last.name, last.id));
            case JOINED -> joined(position, last);
        };
    }

    private static JdbcSeek first(PagePosition position) {
        boolean joined = position.order() == PageOrder.JOINED;
        return new JdbcSeek(joined ? readingsOfSensors(position, "true") : READING, "true", List.of());
    }

    /** Nulls are a stretch of their own, at the end that is read last forward and first backward. */
    private static List<JdbcSeek> nullable(PagePosition position, Reading last) {
        Integer corrected = last.corrected;
        if (corrected != null) {
            JdbcSeek values = seek(position, "(r.corrected, r.id) > (?, ?)", corrected, last.id);
            return position.forward() ? List.of(values, seek(position, "r.corrected is null")) : List.of(values);
        }
        JdbcSeek nulls = seek(position, "r.corrected is null and r.id > ?", last.id);
        return position.forward() ? List.of(nulls) : List.of(nulls, seek(position, "r.corrected is not null"));
    }

    /** Sensors in the order of their names, and no more than a page of readings for each. */
    private static List<JdbcSeek> joined(PagePosition position, Reading last) {
        String name = last.sensor.getName();
        return List.of(
                new JdbcSeek(readingsOfSensors(position, "b.id > ?"), "s.name = ?", List.of(last.id, name)),
                new JdbcSeek(readingsOfSensors(position, "true"), mirrored("s.name > ?", position), List.of(name)));
    }

    private static String readingsOfSensors(PagePosition position, String condition) {
        return "Sensor s cross join lateral (select b.* from Reading b where b.sensor_id = s.id and "
                + mirrored(condition, position) + " order by b.id " + (position.forward() ? "asc" : "desc") + " limit "
                + (PageContender.PAGE_SIZE + 1) + ") r";
    }

    private static JdbcSeek seek(PagePosition position, String condition, Object... values) {
        List<Object> parameters = Arrays.stream(values)
                .map(value -> value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value)
                .map(Objects::requireNonNull)
                .toList();
        return new JdbcSeek(READING, mirrored(condition, position), parameters);
    }

    /** Conditions are written for reading forward. */
    private static String mirrored(String condition, PagePosition position) {
        if (position.forward()) {
            return condition;
        }
        return condition.replace('<', '\0').replace('>', '<').replace('\0', '>');
    }
}
