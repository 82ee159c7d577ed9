package dev.headroom.jobs.dbscheduler.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** How long jobs of killed processes wait until another attempt has them. For one thread. */
final class Recoveries {

    private final DataSource dataSource;

    /** By claims of the dead, which are ids and versions. */
    private final Map<List<Object>, Long> waiting = new HashMap<>();

    private final List<Long> milliseconds = new ArrayList<>();

    Recoveries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The claims that nobody will end. Call it when no other process is dead. */
    void killed(Runnable kill) throws SQLException {
        List<List<Object>> before = claims();
        kill.run();
        long now = System.nanoTime();
        before.forEach(claim -> waiting.put(claim, now));
    }

    private List<List<Object>> claims() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select task_instance, version from headroom_tickets_chaos where picked")) {
            List<List<Object>> claims = new ArrayList<>();
            while (rows.next()) {
                claims.add(List.of(rows.getString(1), rows.getLong(2)));
            }
            return claims;
        }
    }

    /** Looks which of them have been taken from the dead. */
    void look() throws SQLException {
        for (List<Object> claim : List.copyOf(waiting.keySet())) {
            if (!isThere(claim)) {
                milliseconds.add((System.nanoTime() - waiting.remove(claim)) / 1_000_000);
            }
        }
    }

    private boolean isThere(List<Object> claim) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select 1 from headroom_tickets_chaos where task_instance = ? and version = ? and picked")) {
            statement.setObject(1, claim.get(0));
            statement.setObject(2, claim.get(1));
            return statement.executeQuery().next();
        }
    }

    /** Of those who were still at work when their process was killed, and not of those who ended in the meantime. */
    long longest() {
        return milliseconds.isEmpty() ? 0 : Collections.max(milliseconds);
    }

    @Override
    public String toString() {
        List<Long> sorted =
                milliseconds.stream().filter(time -> time > 500).sorted().toList();
        return sorted.isEmpty()
                ? "no job was taken from the dead"
                : sorted.size() + " jobs were taken from the dead, after " + sorted.get(0) + " to "
                        + sorted.get(sorted.size() - 1) + " ms (median " + sorted.get(sorted.size() / 2) + ")";
    }
}
