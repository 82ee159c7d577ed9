package dev.headroom.benchmarks.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** db-scheduler by itself, in its table as its documentation has it. */
final class DbSchedulerJobs implements JobContender {

    private static final String TASK = "work";
    private static final List<String> DDL = List.of(
            "create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,"
                    + " execution_time timestamptz not null, picked boolean not null, picked_by text,"
                    + " last_success timestamptz, last_failure timestamptz, consecutive_failures int,"
                    + " last_heartbeat timestamptz, version bigint not null, priority smallint,"
                    + " primary key (task_name, task_instance))",
            "create index scheduled_tasks_due on scheduled_tasks (execution_time)",
            "create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat)");

    private final String name;
    private final SpringTransactions transactions;
    private final UnaryOperator<SchedulerBuilder> polling;

    private DbSchedulerJobs(String name, DataSource dataSource, UnaryOperator<SchedulerBuilder> polling) {
        this.name = name;
        this.transactions = new SpringTransactions(dataSource);
        this.polling = polling;
    }

    /** First the mode that this library uses too; one that claims each job by itself; one that claims more than it has threads for. */
    static List<JobContender> all(DataSource dataSource) throws SQLException {
        Orders.inTransaction(dataSource, connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String ddl : DDL) {
                    statement.execute(ddl);
                }
            }
        });
        return List.of(
                new DbSchedulerJobs("db-scheduler", dataSource, builder -> builder.pollUsingLockAndFetch(0.5, 1)),
                new DbSchedulerJobs("db-scheduler-fetch", dataSource, builder -> builder.pollUsingFetch(0.5, 3)),
                new DbSchedulerJobs(
                        "db-scheduler-ahead", dataSource, builder -> builder.pollUsingLockAndFetch(0.5, 4)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> tables() {
        return List.of("scheduled_tasks");
    }

    @Override
    public String unfinished() {
        return "select count(*) from scheduled_tasks where execution_time <= now() + interval '1 hour'";
    }

    /** It keeps no ended ones. */
    @Override
    public List<String> backlog() {
        return List.of(
                "insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)"
                        + " select '" + TASK + "', 'later-' || n, convert_to(repeat('x', 200), 'UTF8'),"
                        + " now() + interval '1 day', false, 1 from generate_series(1, ?) n");
    }

    @Override
    public JobProducer producer() {
        return new Producer(SchedulerClient.Builder.create(transactions.joining())
                .serializer(new JsonBytes())
                .build());
    }

    @Override
    public JobWorkers start(int workers, JobBody body) {
        List<Scheduler> running = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            Scheduler scheduler = scheduler("worker-" + worker, body);
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
                running.forEach(Scheduler::stop);
            }
        };
    }

    private Scheduler scheduler(String instance, JobBody body) {
        Task<WorkItem> task = Tasks.oneTime(TASK, WorkItem.class)
                .execute((work, context) -> body.run(work.getData().number()));
        // The times are those of this library's engine.
        return polling.apply(Scheduler.create(transactions.joining(), task))
                .schedulerName(new SchedulerName.Fixed(instance))
                .serializer(new JsonBytes())
                .threads(JobWorkers.THREADS)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(Duration.ofSeconds(10))
                .missedHeartbeatsLimit(6)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .enableImmediateExecution()
                .build();
    }

    private final class Producer implements JobProducer {

        private final SchedulerClient client;

        Producer(SchedulerClient client) {
            this.client = client;
        }

        @Override
        public void enqueueWithOrder(long number) {
            transactions.run(connection -> {
                Orders.insert(connection, number);
                client.scheduleIfNotExists(instance(WorkItem.of(number)), Instant.now());
            });
            if (client instanceof Scheduler scheduler) {
                // What it was told within the transaction it could not see yet.
                scheduler.triggerCheckForDueExecutions();
            }
        }

        @Override
        public void enqueueAll(Batch batch) {
            List<TaskInstance<?>> instances = new ArrayList<>();
            batch.items().forEach(item -> instances.add(instance(item)));
            transactions.run(connection -> client.scheduleBatch(instances, Instant.now()));
        }

        private static TaskInstance<WorkItem> instance(WorkItem item) {
            return new TaskInstance<>(TASK, Long.toString(item.number()), item);
        }
    }
}
