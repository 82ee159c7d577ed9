package dev.headroom.benchmarks.jobs;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** transaction-outbox: runs a call at once after the commit in the same process, and else when somebody flushes. */
final class OutboxJobs implements JobContender {

    /** Longer than a job waits for a thread, so that it is not submitted again. */
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(5);

    /** For calls that shall be due at once, which the library does not allow: they are of a minute ago. */
    private static final Clock LATE = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1));

    private static final Duration SOON = Duration.ofSeconds(1);

    private final TransactionManager transactions;

    OutboxJobs(DataSource dataSource) {
        transactions = TransactionManager.fromDataSource(dataSource);
        forOthers().initialize();
    }

    private TransactionOutbox forOthers() {
        return outbox((number, text) -> {})
                .clockProvider(() -> LATE)
                .submitter((entry, run) -> {})
                .attemptFrequency(SOON)
                .build();
    }

    private TransactionOutbox.TransactionOutboxBuilder outbox(OutboxWork work) {
        return TransactionOutbox.builder()
                .transactionManager(transactions)
                .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
                .instantiator(Instantiator.using(type -> work));
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

    /** Its calls are for whoever flushes next. */
    @Override
    public JobProducer producer() {
        return new Producer(forOthers());
    }

    @Override
    public JobWorkers start(int workers, JobBody body) {
        List<OutboxFlusher> running = new ArrayList<>();
        List<TransactionOutbox> outboxes = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            OutboxFlusher flusher = new OutboxFlusher();
            TransactionOutbox outbox = outbox((number, text) -> body.run(number))
                    .submitter(Submitter.withExecutor(flusher.threads()))
                    .attemptFrequency(AGAIN_AFTER)
                    .build();
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
