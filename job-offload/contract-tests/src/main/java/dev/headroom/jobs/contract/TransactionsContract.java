package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.LONG;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.QueueFullException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Jobs of the caller's transactions. Of engines that join them; after tests of transaction-outbox, Oban and Solid Queue. */
public interface TransactionsContract extends OnBench {

    /** Uses a transaction. */
    interface Work {
        void run(Connection connection) throws Exception;
    }

    private void inTransaction(Work work) throws Exception {
        Assumptions.assumeTrue(
                bench().engine().store().joinsTransactions(), "An engine in memory joins no transaction.");
        try (Connection connection = bench().dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.run(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @Test
    default void runsNothingBeforeTheCommit() throws Exception {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        List<JobId> inside = new ArrayList<>();
        inTransaction(connection -> {
            bench().worker(
                            2,
                            worker -> worker.handle(TEXT, (text, context) -> {
                                ran.add(text);
                                return text;
                            }));
            inside.add(bench().jobs().in(connection).enqueue(TEXT, "plain").id());
            JobOptions keyed = JobOptions.standard().concurrencyKey("k", 1);
            inside.add(
                    bench().jobs().in(connection).enqueue(TEXT, "keyed", keyed).id());

            for (int other = 0; other < 5; other++) {
                bench().end(bench().enqueue("outside"));
            }

            assertThat(ran).containsOnly("outside");
            assertThat(bench().jobs().status(inside.get(0))).isEmpty();
        });

        inside.forEach(id -> bench().end(id));
        assertThat(ran).contains("plain", "keyed");
    }

    @Test
    default void leavesTheTransactionUsableAfterAConflict() throws Exception {
        JobOptions unique = JobOptions.standard().uniqueBy("u");
        JobOptions narrow = JobOptions.queue("narrow");
        inTransaction(connection -> {
            JobId first = bench().enqueue("a", unique);
            bench().jobs().enqueueAll(TEXT, Collections.nCopies(5, "a"), narrow);

            assertThat(bench().jobs().in(connection).enqueue(TEXT, "b", unique)).isEqualTo(new Enqueued(first, false));
            assertThatThrownBy(() -> bench().jobs().in(connection).enqueue(TEXT, "b", narrow))
                    .isInstanceOf(QueueFullException.class);
            EngineBench.effect(connection, "after both");
            bench().jobs().in(connection).enqueue(TEXT, "after both");
        });

        assertThat(bench().effects()).containsExactly("after both");
        assertThat(bench().jobs().list(JobQuery.all())).hasSize(7);
    }

    @Test
    default void waitsForTheCommitOfTheSame() throws Exception {
        List<Future<Enqueued>> waits = new ArrayList<>();
        List<JobId> first = new ArrayList<>();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            inTransaction(connection -> {
                first.add(enqueueUnique(connection).id());
                waits.add(enqueueTheSame(other));
            });

            assertThat(waits.get(0).get()).isEqualTo(new Enqueued(first.get(0), false));
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    default void enqueuesWhatIsNotTheSameAfterAll() throws Exception {
        List<Future<Enqueued>> waits = new ArrayList<>();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            inTransaction(connection -> {
                enqueueUnique(connection);
                waits.add(enqueueTheSame(other));
                connection.rollback();
            });

            assertThat(waits.get(0).get().isNew()).isTrue();
            assertThat(bench().jobs().list(JobQuery.all())).hasSize(1);
        } finally {
            other.shutdownNow();
        }
    }

    private Enqueued enqueueUnique(Connection connection) {
        return bench().jobs()
                .in(connection)
                .enqueue(TEXT, "a", JobOptions.standard().uniqueBy("u"));
    }

    private Future<Enqueued> enqueueTheSame(ExecutorService other) {
        Future<Enqueued> waits = other.submit(
                () -> bench().jobs().enqueue(TEXT, "b", JobOptions.standard().uniqueBy("u")));
        assertThatThrownBy(() -> waits.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        return waits;
    }

    /** After Solid Queue's test of a job that comes to wait for its semaphore while that is given back. */
    @Test
    default void runsAJobThatIsCommittedAfterItsKeyWasFree() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<JobId> second = new ArrayList<>();
        JobOptions key = JobOptions.standard().concurrencyKey("tenant", 1);
        inTransaction(connection -> {
            bench().worker(
                            1,
                            worker -> worker.handle(TEXT, (text, context) -> {
                                running.countDown();
                                go.await();
                                return text;
                            }));
            JobId first = bench().enqueue("a", key);
            assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            second.add(bench().jobs().in(connection).enqueue(TEXT, "b", key).id());
            go.countDown();
            bench().end(first);
        });

        assertThat(bench().end(second.get(0)).attempts()).isEqualTo(1);
    }

    /** After River's tests of a job that its own transaction completes. */
    @Test
    default void forgetsACompletionThatIsRolledBack() {
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> context.inTransaction("pay", String.class, transaction -> {
                                    EngineBench.effect(transaction.connection(), "attempt " + context.attempt());
                                    transaction.complete("by attempt " + context.attempt());
                                    if (context.attempt() == 1) {
                                        throw new SQLException("The work fails after all.");
                                    }
                                    return "";
                                }),
                                AT_ONCE));

        JobId id = bench().enqueue("a");

        assertThat(bench().end(id).attempts()).isEqualTo(2);
        assertThat(bench().jobs().result(TEXT, id)).contains("by attempt 2");
        assertThat(bench().effects()).containsExactly("attempt 2");
    }
}
