package dev.headroom.benchmarks.jobs;

import dev.headroom.benchmarks.Results;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** A queue by {@code for update skip locked}. It does not notice when a worker dies. */
final class HandWrittenJobs implements JobContender {

    private final String name;
    private final DataSource dataSource;
    private final HandWrittenSql sql;
    private final Function<HandWrittenSql, HandWrittenWorker.Endings> endings;

    private HandWrittenJobs(
            String name, DataSource dataSource, Function<HandWrittenSql, HandWrittenWorker.Endings> endings) {
        this.name = name;
        this.dataSource = dataSource;
        this.sql = new HandWrittenSql(dataSource);
        this.endings = endings;
    }

    /** One that ends each job by itself, and one that ends them together. They share a table. */
    static List<JobContender> all(DataSource dataSource) throws SQLException {
        Orders.inTransaction(dataSource, connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String ddl : HandWrittenSql.DDL) {
                    statement.execute(ddl);
                }
            }
        });
        return List.of(
                new HandWrittenJobs(Results.FLOOR, dataSource, sql -> sql::end),
                new HandWrittenJobs("floor-batched", dataSource, BatchedEndings::new));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> tables() {
        return List.of(HandWrittenSql.TABLE);
    }

    @Override
    public String unfinished() {
        return HandWrittenSql.UNFINISHED;
    }

    @Override
    public List<String> backlog() {
        return HandWrittenSql.BACKLOG;
    }

    @Override
    public JobProducer producer() {
        return new Producer(() -> {});
    }

    @Override
    public JobWorkers start(int workers, JobBody body) {
        List<HandWrittenWorker> running = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            running.add(new HandWrittenWorker(sql, body, endings.apply(sql)));
        }
        return new JobWorkers() {
            @Override
            public JobProducer producer() {
                return new Producer(running.get(0)::wake);
            }

            @Override
            public void close() {
                running.forEach(HandWrittenWorker::close);
            }
        };
    }

    private final class Producer implements JobProducer {

        private final Runnable afterCommit;

        Producer(Runnable afterCommit) {
            this.afterCommit = afterCommit;
        }

        @Override
        public void enqueueWithOrder(long number) throws SQLException {
            Orders.inTransaction(dataSource, connection -> {
                Orders.insert(connection, number);
                sql.insert(WorkItem.of(number), connection);
            });
            afterCommit.run();
        }

        @Override
        public void enqueueAll(Batch batch) throws SQLException {
            sql.insertAll(batch.items());
            afterCommit.run();
        }
    }
}
