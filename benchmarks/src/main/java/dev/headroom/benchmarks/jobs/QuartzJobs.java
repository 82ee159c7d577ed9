package dev.headroom.benchmarks.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.impl.jdbcjobstore.JobStoreCMT;

/** Quartz as a cluster with its JDBC store: a job and a trigger for each. */
final class QuartzJobs implements JobContender {

    private final SpringTransactions transactions;
    private final QuartzSchedulers schedulers;
    private final Scheduler idle;

    QuartzJobs(DataSource dataSource) throws Exception {
        transactions = new SpringTransactions(dataSource);
        schedulers = new QuartzSchedulers(dataSource, transactions.joining());
        String ddl = ddl();
        transactions.run(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(ddl);
                // Two who make these rows at the same time roll back what else is in their transactions.
                statement.execute("insert into qrtz_locks (sched_name, lock_name) values ('" + QuartzSchedulers.CLUSTER
                        + "', 'TRIGGER_ACCESS'), ('" + QuartzSchedulers.CLUSTER + "', 'STATE_ACCESS')");
            }
        });
        idle = schedulers.create("producer");
    }

    private static String ddl() throws IOException {
        try (InputStream script = JobStoreCMT.class.getResourceAsStream("tables_postgres.sql")) {
            if (script == null) {
                throw new IllegalStateException("Quartz has no tables_postgres.sql in its jar.");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("(?i)\\bcommit;", "");
        }
    }

    @Override
    public String name() {
        return "quartz";
    }

    @Override
    public List<String> tables() {
        return List.of("qrtz_fired_triggers", "qrtz_simple_triggers", "qrtz_triggers", "qrtz_job_details");
    }

    /** A job is gone when its trigger is. */
    @Override
    public String unfinished() {
        return "select count(*) from qrtz_job_details";
    }

    @Override
    public JobProducer producer() {
        return new Producer(idle);
    }

    @Override
    public JobWorkers start(int workers, JobBody body) throws Exception {
        List<Scheduler> running = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            Scheduler scheduler = schedulers.create("worker-" + worker);
            scheduler.setJobFactory((bundle, unused) -> new QuartzWork(body));
            scheduler.start();
            running.add(scheduler);
        }
        return new JobWorkers() {
            @Override
            public JobProducer producer() {
                return new Producer(running.get(0));
            }

            @Override
            public void close() {
                running.forEach(QuartzJobs::shutDown);
            }
        };
    }

    @Override
    public void close() {
        shutDown(idle);
    }

    private static void shutDown(Scheduler scheduler) {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz does not end.", e);
        }
    }

    private final class Producer implements JobProducer {

        private final Scheduler scheduler;

        Producer(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public void enqueueWithOrder(long number) {
            WorkItem item = WorkItem.of(number);
            transactions.run(connection -> {
                Orders.insert(connection, number);
                schedule(Map.of(QuartzWork.detail(item), Set.of(QuartzWork.now(item))));
            });
        }

        @Override
        public void enqueueAll(Batch batch) {
            Map<JobDetail, Set<? extends Trigger>> jobs = new HashMap<>();
            batch.items().forEach(item -> jobs.put(QuartzWork.detail(item), Set.of(QuartzWork.now(item))));
            transactions.run(connection -> schedule(jobs));
        }

        private void schedule(Map<JobDetail, Set<? extends Trigger>> jobs) {
            try {
                scheduler.scheduleJobs(jobs, false);
            } catch (SchedulerException e) {
                throw new IllegalStateException("Quartz did not take jobs.", e);
            }
        }
    }
}
