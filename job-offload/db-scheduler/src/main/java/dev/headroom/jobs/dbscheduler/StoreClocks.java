package dev.headroom.jobs.dbscheduler;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Asks the database for the time. */
final class StoreClocks {

    private StoreClocks() {}

    static void set(StoreConnections connections, StoreClock clock) {
        Dialect dialect = connections.dialect();
        connections.single("now", connection -> {
            long asked = System.nanoTime();
            Sql.first(connection, row -> read(row, dialect), dialect.now()).ifPresent(time -> clock.set(time, asked));
            return true;
        });
    }

    private static Instant read(ResultSet row, Dialect dialect) throws SQLException {
        return dialect == Dialect.MARIADB
                ? row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC)
                : row.getObject(1, OffsetDateTime.class).toInstant();
    }
}
