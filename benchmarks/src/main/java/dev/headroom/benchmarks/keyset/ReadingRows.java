package dev.headroom.benchmarks.keyset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Rows of JDBC as objects. */
final class ReadingRows {

    /** What is selected, in the order in which {@link #read} expects it; {@code r} is the table. */
    static final String COLUMNS = "r.id, r.receivedAt, r.takenAt, r.grade, r.corrected, r.name, r.sensor_id";

    private ReadingRows() {}

    static Reading read(ResultSet row) throws SQLException {
        Reading reading = new Reading();
        reading.id = row.getLong(1);
        reading.receivedAt = row.getObject(2, OffsetDateTime.class).toInstant();
        reading.takenAt = row.getObject(3, OffsetDateTime.class).toInstant();
        reading.grade = row.getInt(4);
        reading.corrected = row.getObject(5, Integer.class);
        reading.name = row.getString(6);
        reading.sensor = new Sensor(row.getLong(7), "");
        return reading;
    }

    /** With the sensor's name as the eighth column. */
    static Reading readWithSensor(ResultSet row) throws SQLException {
        Reading reading = read(row);
        reading.sensor = new Sensor(row.getLong(7), row.getString(8));
        return reading;
    }
}
