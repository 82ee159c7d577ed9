package dev.headroom.jobs.dbscheduler;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.Enqueued;
import dev.headroom.jobs.JobId;
import dev.headroom.jobs.JobListener;
import dev.headroom.jobs.JobOptions;
import dev.headroom.jobs.JobState;
import dev.headroom.jobs.JobStatus;
import dev.headroom.jobs.JobTransactions;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.FaultyDataSource;
import dev.headroom.testsupport.TcpProxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * The network cuts the connections under each call to the database, before the database gets it or before its answer arrives, commits
 * among them. What callers are told is true, nothing is lost, and nothing happens twice.
 */
@EachDatabase
class CutConnectionsTest {

    /** Long enough for the database to do its part. */
    private static final long ANSWERED = 150;

    @Parameter
    JobStore store;

    private final ScheduledExecutorService network = Executors.newSingleThreadScheduledExecutor();
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private EngineBench bench;
    private TcpProxy proxy;
    private FaultyDataSource cut;

    @BeforeEach
    void open() {
        closing.push(network::shutdownNow);
        Assumptions.assumeTrue(store.kind != DatabaseKind.H2, "There is no network to H2 here.");
        store.clear();
        proxy = store.database.openProxy();
        closing.push(proxy);
        cut = new FaultyDataSource(store.database.dataSourceThrough(proxy));
        bench = new EngineBench(store.engine(), store.engine(), store.dataSource);
        closing.push(bench);
    }

    @AfterEach
    void close() throws Exception {
        while (!closing.isEmpty()) {
            closing.pop().close();
        }
    }

    /** Which one. */
    private record Cut(int call, boolean answer) {

        static List<Cut> ofCalls(int calls) {
            List<Cut> cuts = new ArrayList<>();
            for (int call = 1; call <= calls; call++) {
                cuts.add(new Cut(call, false));
                cuts.add(new Cut(call, true));
            }
            return cuts;
        }
    }

    /** Counts calls from now on. */
    private void arm(Cut next) {
        cut.reset();
        cut.runAt(next.call(), next.answer() ? this::cutTheAnswer : proxy::cut);
    }

    private void cutTheAnswer() {
        proxy.delay(TcpProxy.Direction.TO_CLIENT, Duration.ofMinutes(1));
        var unused = network.schedule(
                () -> {
                    proxy.cut();
                    proxy.delay(TcpProxy.Direction.TO_CLIENT, Duration.ZERO);
                },
                ANSWERED,
                TimeUnit.MILLISECONDS);
    }

    private int callsOf(Callable<?> work) throws Exception {
        cut.reset();
        work.call();
        return cut.calls();
    }

    /** What it returns; empty if it fails. */
    private static <T> Optional<T> told(Callable<T> work) {
        try {
            return Optional.of(work.call());
        } catch (Exception | AssertionError failure) {
            return Optional.empty();
        }
    }

    private long jobs() {
        return store.count("headroom_jobs", "1 = 1");
    }

    @Test
    void enqueuesAndTellsTheTruth() throws Exception {
        JobOptions unique = JobOptions.standard().uniqueBy("x");
        Set<String> seen = new HashSet<>();
        try (DbSchedulerEngine engine = JobStore.builder(cut).build()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            int calls = callsOf(() -> jobs.enqueue(TEXT, "a", unique));
            for (Cut next : Cut.ofCalls(calls)) {
                store.clear();
                arm(next);

                Optional<Enqueued> told = told(() -> jobs.enqueue(TEXT, "a", unique));

                seen.add(told.isPresent() + " " + jobs());
                Enqueued again = bench.jobs().enqueue(TEXT, "b", unique);
                told.ifPresent(first -> assertThat(again).isEqualTo(new Enqueued(first.id(), false)));
                assertThat(jobs()).isEqualTo(1);
                assertThat(store.count("headroom_tickets_default", "1 = 1")).isEqualTo(1);
            }
        }
        assertThat(seen).contains("false 0", "false 1").doesNotContain("true 0");
    }

    @Test
    void enqueuesWithItsCallersTransactionOrNot() throws Exception {
        Set<String> seen = new HashSet<>();
        int calls = callsOf(this::work);
        for (Cut next : Cut.ofCalls(calls)) {
            store.clear();
            arm(next);

            Optional<JobId> told = told(this::work);

            seen.add(told.isPresent() + " " + jobs());
            assertThat(jobs()).isEqualTo(bench.effects().size());
            assertThat(store.count("headroom_tickets_default", "1 = 1")).isEqualTo(jobs());
        }
        assertThat(seen).contains("false 0", "false 1").doesNotContain("true 0");
    }

    private JobId work() throws Exception {
        try (Connection connection = cut.getConnection()) {
            connection.setAutoCommit(false);
            EngineBench.effect(connection, "order");
            JobId id = bench.jobs().in(connection).enqueue(TEXT, "a").id();
            connection.commit();
            connection.setAutoCommit(true);
            return id;
        }
    }

    @Test
    void worksOnceInTransactionsOfHandlers() {
        AtomicReference<Cut> next = new AtomicReference<>(new Cut(1_000, false));
        bench.worker(
                1,
                worker -> worker.transactions(JobTransactions.of(cut))
                        .handle(
                                TEXT,
                                (text, context) -> {
                                    if (context.attempt() == 1) {
                                        arm(next.get());
                                    }
                                    return context.inTransaction("pay", String.class, transaction -> {
                                        EngineBench.effect(transaction.connection(), text);
                                        if (text.startsWith("completes")) {
                                            transaction.complete("receipt");
                                        }
                                        return "receipt";
                                    });
                                },
                                AT_ONCE));
        bench.end(bench.enqueue("completes"));
        List<String> texts = new ArrayList<>(List.of("completes"));
        Set<Integer> attempts = new HashSet<>();
        for (Cut each : Cut.ofCalls(cut.calls())) {
            for (String what : List.of("completes", "returns")) {
                next.set(each);
                texts.add(what + " " + each);

                JobStatus end = bench.end(bench.enqueue(what + " " + each));

                attempts.add(end.attempts());
                assertThat(end.state()).isEqualTo(JobState.SUCCEEDED);
                assertThat(bench.jobs().result(TEXT, end.id())).contains("receipt");
            }
        }
        assertThat(bench.effects()).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(attempts).contains(1, 2);
    }

    @Test
    void endsAttemptsOnce() {
        AtomicReference<Cut> next = new AtomicReference<>(new Cut(1_000, false));
        List<JobId> ended = Collections.synchronizedList(new ArrayList<>());
        JobListener listener = new JobListener() {
            @Override
            public void ended(JobStatus job, JobState state, Duration took) {
                if (state.isEnd()) {
                    ended.add(job.id());
                }
            }
        };
        List<JobId> jobs = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (EngineBench broken = new EngineBench(engineOfFewCalls(), store.engine(), store.dataSource)) {
            broken.worker(
                    1,
                    worker -> worker.listener(listener)
                            .handle(
                                    TEXT,
                                    (text, context) -> {
                                        context.inTransaction("pay", String.class, transaction -> {
                                            EngineBench.effect(transaction.connection(), text);
                                            return "";
                                        });
                                        arm(next.get());
                                        if (text.startsWith("fails") && context.attempt() == 1) {
                                            throw new IllegalStateException("not yet");
                                        }
                                        next.set(new Cut(1_000, false));
                                        return text;
                                    },
                                    AT_ONCE));
            for (Cut each : Cut.ofCalls(4)) {
                for (String what : List.of("succeeds", "fails")) {
                    String text = what + " " + each;
                    texts.add(text);
                    next.set(each);
                    JobId id = bench.enqueue(text);
                    jobs.add(id);
                    assertThat(bench.end(id).state()).isEqualTo(JobState.SUCCEEDED);
                    assertThat(bench.jobs().result(TEXT, id)).contains(text);
                }
            }
        }
        assertThat(bench.effects()).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(ended).containsExactlyElementsOf(jobs);
        assertThat(store.count("headroom_tickets_default", "1 = 1")).isZero();
    }

    /** So that what is cut is mostly what ends an attempt. */
    private DbSchedulerEngine engineOfFewCalls() {
        return JobStore.builder(cut)
                .pollInterval(Duration.ofMillis(400))
                .search(Duration.ofHours(1))
                .build();
    }
}
