package dev.headroom.benchmarks.jobs;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** JobRunr without its paid parts: it polls every five seconds, which is the least, and joins no transaction of others. */
final class JobRunrJobs implements JobContender {

    private static final int POLL_SECONDS = 5;

    private final DataSource dataSource;
    private final JsonMapper json =
            new Jackson3JsonMapper(BasicPolymorphicTypeValidator.builder().allowIfSubType(JobRunrWork.class));
    private final StorageProvider store;

    JobRunrJobs(DataSource dataSource) {
        this.dataSource = dataSource;
        this.store = store();
    }

    /** Makes the tables when it is called first. */
    private StorageProvider store() {
        StorageProvider made = new PostgresStorageProvider(dataSource);
        made.setJobMapper(new JobMapper(json));
        return made;
    }

    @Override
    public String name() {
        return "jobrunr";
    }

    @Override
    public List<String> tables() {
        return List.of("jobrunr_jobs");
    }

    @Override
    public String unfinished() {
        return "select count(*) from jobrunr_jobs where state not in ('SUCCEEDED', 'DELETED')";
    }

    @Override
    public JobProducer producer() {
        return new Producer(new JobRequestScheduler(store));
    }

    @Override
    public JobWorkers start(int workers, JobBody body) {
        List<BackgroundJobServer> running = new ArrayList<>();
        List<StorageProvider> stores = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            StorageProvider own = store();
            stores.add(own);
            BackgroundJobServer server = new BackgroundJobServer(
                    own,
                    json,
                    new Activator(body),
                    BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                            .andName("worker-" + worker)
                            .andPollIntervalInSeconds(POLL_SECONDS)
                            .andWorkerCount(JobWorkers.THREADS));
            server.start();
            running.add(server);
        }
        return new JobWorkers() {
            @Override
            public JobProducer producer() {
                return new Producer(new JobRequestScheduler(stores.get(0)));
            }

            @Override
            public void close() {
                running.forEach(BackgroundJobServer::stop);
                stores.forEach(StorageProvider::close);
            }
        };
    }

    @Override
    public void close() {
        store.close();
    }

    /** Its handler is the only class that JobRunr asks for. */
    private record Activator(JobBody body) implements JobActivator {

        @Override
        public <T> T activateJob(Class<T> type) {
            return type.cast(new JobRunrWork.Handler(body));
        }
    }

    private final class Producer implements JobProducer {

        private final JobRequestScheduler scheduler;

        Producer(JobRequestScheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public void enqueueWithOrder(long number) throws SQLException {
            Orders.inTransaction(dataSource, connection -> Orders.insert(connection, number));
            scheduler.enqueue(JobRunrWork.of(WorkItem.of(number)));
        }

        @Override
        public void enqueueAll(Batch batch) {
            scheduler.enqueue(batch.items().stream().map(JobRunrWork::of));
        }
    }
}
