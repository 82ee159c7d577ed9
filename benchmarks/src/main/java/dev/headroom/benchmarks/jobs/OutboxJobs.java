package dev.headroom.benchmarks.jobs;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** transaction-outbox: runs a call at once after the commit in the same process, and else when somebody flushes. */
final class OutboxJobs implements JobContender {

    /** Longer than a job waits for a thread, so that it is not submitted again. */
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(5);

    private final TransactionManager transactions;

    OutboxJobs(DataSource dataSource) {
        transactions = TransactionManager.fromDataSource(dataSource);
        outbox((entry, run) -> {}, AGAIN_AFTER, (number, text) -> {}).initialize();
    }

    private TransactionOutbox outbox(Submitter submitter, Duration again, OutboxWork work) {
        return TransactionOutbox.builder()
                .transactionManager(transactions)
                .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
                .instantiator(Instantiator.using(type -> work))
                .submitter(submitter)
                .attemptFrequency(again)
                .build();
    }

    @Override
    public String name() {
        return "transaction-outbox";
    }

    @Override
    public List<String> tables() {
        return List.of("txno_outbox");
    }

    @Override
    public String unfinished() {
        return "select count(*) from txno_outbox where not processed";
    }

    /** Its calls may be flushed at once. */
    @Override
    public JobProducer producer() {
        return new Producer(outbox((entry, run) -> {}, Duration.ZERO, (number, text) -> {}));
    }

    @Override
    public JobWorkers start(int workers, JobBody body) {
        List<OutboxFlusher> running = new ArrayList<>();
        List<TransactionOutbox> outboxes = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            OutboxFlusher flusher = new OutboxFlusher();
            TransactionOutbox outbox =
                    outbox(Submitter.withExecutor(flusher.threads()), AGAIN_AFTER, (number, text) -> body.run(number));
            flusher.start(outbox);
            running.add(flusher);
            outboxes.add(outbox);
        }
        return new JobWorkers() {
            @Override
            public JobProducer producer() {
                return new Producer(outboxes.get(0));
            }

            @Override
            public void close() {
                running.forEach(OutboxFlusher::close);
            }
        };
    }

    private final class Producer implements JobProducer {

        private final TransactionOutbox outbox;

        Producer(TransactionOutbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void enqueueWithOrder(long number) throws SQLException {
            WorkItem item = WorkItem.of(number);
            transactions.<SQLException>inTransactionThrows(transaction -> {
                Orders.insert(transaction.connection(), number);
                outbox.schedule(OutboxWork.class).run(item.number(), item.text());
            });
        }

        @Override
        public void enqueueAll(Batch batch) {
            transactions.inTransaction(() -> batch.items()
                    .forEach(item -> outbox.schedule(OutboxWork.class).run(item.number(), item.text())));
        }
    }
}
