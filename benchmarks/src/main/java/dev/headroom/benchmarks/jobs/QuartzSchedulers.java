package dev.headroom.benchmarks.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreCMT;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Makes schedulers of one cluster, several of them in one JVM. */
final class QuartzSchedulers {

    static final String CLUSTER = "headroom-benchmark";
    private static final String JOINING = "joining";
    private static final String OWN = "own";
    private static final long IDLE_MILLISECONDS = 1_000;
    private static final long CHECK_IN_MILLISECONDS = 7_500;
    private static final long RETRY_MILLISECONDS = 15_000;

    QuartzSchedulers(DataSource dataSource, DataSource joining) {
        DBConnectionManager.getInstance().addConnectionProvider(OWN, new Connections(dataSource));
        DBConnectionManager.getInstance().addConnectionProvider(JOINING, new Connections(joining));
    }

    /** Not started. It enqueues in the transaction of the thread, and looks for jobs once a second, which is the least. */
    Scheduler create(String instance) throws SchedulerException, InvalidConfigurationException {
        DirectSchedulerFactory.getInstance()
                .createScheduler(
                        CLUSTER,
                        instance,
                        new SimpleThreadPool(JobWorkers.THREADS, Thread.NORM_PRIORITY),
                        new DefaultThreadExecutor(),
                        store(),
                        Map.of(),
                        null,
                        0,
                        IDLE_MILLISECONDS,
                        RETRY_MILLISECONDS,
                        false,
                        null,
                        JobWorkers.THREADS,
                        0);
        Scheduler scheduler = DirectSchedulerFactory.getInstance().getScheduler(CLUSTER);
        // Else the next of the cluster could not be made in this JVM.
        SchedulerRepository.getInstance().remove(CLUSTER);
        return scheduler;
    }

    private static JobStoreCMT store() throws InvalidConfigurationException {
        JobStoreCMT store = new JobStoreCMT();
        store.setDataSource(JOINING);
        store.setNonManagedTXDataSource(OWN);
        store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
        store.setTablePrefix("QRTZ_");
        store.setUseProperties("true");
        store.setIsClustered(true);
        store.setClusterCheckinInterval(CHECK_IN_MILLISECONDS);
        // Needed by whoever acquires several triggers at a time.
        store.setAcquireTriggersWithinLock(true);
        return store;
    }

    private record Connections(DataSource dataSource) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return dataSource.getConnection();
        }

        @Override
        public void initialize() {}

        @Override
        public void shutdown() {}
    }
}
