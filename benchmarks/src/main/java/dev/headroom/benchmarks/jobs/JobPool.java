package dev.headroom.benchmarks.jobs;

import com.zaxxer.hikari.HikariDataSource;
import dev.headroom.testsupport.Database;

/** The connections that all contenders share. */
final class JobPool extends HikariDataSource {

    /** Enough for two workers with ten threads each, and for whoever looks for jobs. */
    private static final int SIZE = 24;

    JobPool(Database database) {
        setJdbcUrl(database.url());
        setUsername(database.user());
        setPassword(database.password());
        setMaximumPoolSize(SIZE);
        // A commit waits until the server has written it, even where a server for tests would not.
        setConnectionInitSql("set synchronous_commit = on");
    }
}
