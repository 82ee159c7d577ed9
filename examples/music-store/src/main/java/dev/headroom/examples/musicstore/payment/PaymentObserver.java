package dev.headroom.examples.musicstore.payment;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Looks at the pool and at the database while payments are made. */
@Component
final class PaymentObserver {

    private final DataSource pool;
    private final JdbcConnectionDetails database;

    PaymentObserver(DataSource pool, JdbcConnectionDetails database) {
        this.pool = pool;
        this.database = database;
    }

    /** Begins; close it in the end. Its connection is not one of the pool, which may have none left. */
    Observation observe() {
        SingleConnectionDataSource apart = new SingleConnectionDataSource();
        apart.setUrl(database.getJdbcUrl());
        apart.setUsername(database.getUsername());
        apart.setPassword(database.getPassword());
        apart.setSuppressClose(true);
        try {
            return new Observation(
                    pool.unwrap(HikariDataSource.class).getHikariPoolMXBean(), JdbcClient.create(pool), apart);
        } catch (SQLException e) {
            throw new IllegalStateException("The store's pool is not one of HikariCP", e);
        }
    }
}
