package dev.headroom.examples.musicstore.report;

import com.zaxxer.hikari.HikariDataSource;
import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import dev.headroom.jobs.engine.JobEngine;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Which engine carries the jobs. This one keeps them in the store's own database ({@code V5__jobs.sql} and
 * {@code V6__job_crashes_and_queues.sql} have its tables), so that they outlive the process, and run in all stores that share the database.
 */
@Configuration(proxyBeanMethods = false)
class ReportEngineConfiguration {

    static final int MOST_WAITING = 20;

    /** One for each report that is made, and two for its queue. */
    static final int CONNECTIONS = ReportWorker.AT_ONCE + 2;

    /**
     * A pool of the jobs' own on the same database: requests that take all connections of the store's, as payments by row locks do, cannot
     * keep a worker from saying that it is alive. Jobs are still enqueued by connections of the store's transactions.
     */
    @Bean(defaultCandidate = false)
    HikariDataSource jobConnections(JdbcConnectionDetails database) {
        HikariDataSource pool = DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url(database.getJdbcUrl())
                .username(database.getUsername())
                .password(database.getPassword())
                .build();
        pool.setPoolName("jobs");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.addDataSourceProperty("socketTimeout", "30"); // seconds; nothing else notices a network that swallows all
        return pool;
    }

    /** Spring closes it, after the worker. */
    @Bean
    @DependsOnDatabaseInitialization
    JobEngine jobEngine(@Qualifier("jobConnections") DataSource connections) {
        return DbSchedulerEngine.on(connections)
                .limit(ReportJobs.QUEUE, MOST_WAITING)
                .build();
    }
}
