package dev.headroom.examples.musicstore.payment;

import dev.headroom.examples.musicstore.pool.LongRuns;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Looks at the pool of the payments and at the database while payments are made. */
@Component
final class PaymentObserver {

    private final LongRuns paymentRuns;
    private final JdbcConnectionDetails database;

    PaymentObserver(LongRuns paymentRuns, JdbcConnectionDetails database) {
        this.paymentRuns = paymentRuns;
        this.database = database;
    }

    /** Begins; close it in the end. Its connection is not one of the pool, which may have none left. */
    Observation observe() {
        SingleConnectionDataSource apart = new SingleConnectionDataSource();
        apart.setUrl(database.getJdbcUrl());
        apart.setUsername(database.getUsername());
        apart.setPassword(database.getPassword());
        apart.setSuppressClose(true);
        return new Observation(paymentRuns, apart);
    }
}
