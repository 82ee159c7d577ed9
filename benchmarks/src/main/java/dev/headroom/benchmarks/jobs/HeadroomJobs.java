package dev.headroom.benchmarks.jobs;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** This library: an engine for each process. */
final class HeadroomJobs implements JobContender {

    static final JobType<WorkItem, Void> WORK = JobType.of("work", WorkItem.class, Void.class);

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How many jobs of one tenant run at once. */
    private static final int OF_A_TENANT = 2;

    private final Setup setup;
    private final JobCodec codec = new JsonCodec();

    /**
     * What depends on the engine.
     *
     * @param dataSource of the database
     * @param engine makes one
     * @param tables that fill up with jobs
     * @param unfinished as {@link JobContender#unfinished}
     * @param backlog as {@link JobContender#backlog}
     */
    record Setup(
            DataSource dataSource,
            Supplier<JobEngine> engine,
            List<String> tables,
            String unfinished,
            List<String> backlog) {}

    HeadroomJobs(Setup setup) {
        this.setup = setup;
    }

    @Override
    public String name() {
        return "headroom";
    }

    @Override
    public List<String> tables() {
        return setup.tables();
    }

    @Override
    public String unfinished() {
        return setup.unfinished();
    }

    @Override
    public List<String> backlog() {
        return setup.backlog();
    }

    @Override
    public JobProducer producer() {
        JobEngine engine = setup.engine().get();
        return new Producer(Jobs.on(engine, codec), engine::close);
    }

    @Override
    public JobWorkers start(int workers, JobBody body) {
        List<Running> running = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            JobEngine engine = setup.engine().get();
            running.add(new Running(engine, worker(engine, codec, body)));
        }
        return new JobWorkers() {
            @Override
            public JobProducer producer() {
                return new Producer(Jobs.on(running.get(0).engine(), codec), () -> {});
            }

            @Override
            public void close() {
                running.forEach(Running::close);
            }
        };
    }

    static Worker worker(JobEngine engine, JobCodec codec, JobBody body) {
        return Worker.on(engine, codec)
                .queue(JobOptions.DEFAULT_QUEUE, JobWorkers.THREADS)
                .handle(WORK, (item, context) -> {
                    body.run(item.number());
                    return null;
                })
                .start();
    }

    private record Running(JobEngine engine, Worker worker) {

        void close() {
            worker.drain(GRACE);
            engine.close();
        }
    }

    private final class Producer implements JobProducer {

        private final Jobs jobs;
        private final Runnable end;

        Producer(Jobs jobs, Runnable end) {
            this.jobs = jobs;
            this.end = end;
        }

        @Override
        public void close() {
            end.run();
        }

        @Override
        public void enqueueWithOrder(long number) throws SQLException {
            Orders.inTransaction(setup.dataSource(), connection -> {
                Orders.insert(connection, number);
                jobs.in(connection).enqueue(WORK, WorkItem.of(number));
            });
        }

        @Override
        public void enqueueAll(Batch batch) {
            JobOptions options = batch.tenant().isEmpty()
                    ? JobOptions.standard()
                    : JobOptions.standard().concurrencyKey(batch.tenant(), OF_A_TENANT);
            jobs.enqueueAll(WORK, batch.items(), options);
        }
    }
}
