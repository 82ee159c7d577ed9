package dev.headroom.benchmarks.jobs;

import dev.headroom.benchmarks.Results;
import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Deletes all ended jobs of this library's tables whose retention has passed. */
@FunctionalInterface
interface Pruner {

    /** What anybody would write: 1,000 rows at a time by the index, each time from its beginning, and nothing but jobs. */
    String BY_HAND = "delete from headroom_jobs where ctid = any(array(select ctid from headroom_jobs"
            + " where expires_at <= 1 order by expires_at limit 1000 for update skip locked))";

    /** Returns how many. */
    int prune() throws SQLException;

    static Map<String, Pruner> all(DataSource dataSource) {
        Map<String, Pruner> all = new LinkedHashMap<>();
        all.put(Results.FLOOR, () -> byHand(dataSource));
        all.put("headroom", () -> {
            try (DbSchedulerEngine engine = DbSchedulerEngine.on(dataSource).build()) {
                return engine.store().prune(Integer.MAX_VALUE);
            }
        });
        return all;
    }

    private static int byHand(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(BY_HAND)) {
            int all = 0;
            for (int deleted = statement.executeUpdate(); deleted > 0; deleted = statement.executeUpdate()) {
                all += deleted;
            }
            return all;
        }
    }
}
