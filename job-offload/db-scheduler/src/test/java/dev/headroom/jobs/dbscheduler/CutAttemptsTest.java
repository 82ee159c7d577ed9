package dev.headroom.jobs.dbscheduler;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.JobListener;
import dev.headroom.jobs.JobTransactions;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.dbscheduler.CutNetwork.Cut;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.FaultyDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * The network cuts the connections under each call of attempts, commits among them. Effects happen once, and listeners are told what is
 * stored.
 */
@EachDatabase
class CutAttemptsTest {

    @Parameter
    TestStore store;

    private final Told told = new Told();
    private CutNetwork network;
    private EngineBench bench;
    private FaultyDataSource cut;

    /** What listeners are told. */
    private static final class Told implements JobListener {

        private final List<JobId> ended = new CopyOnWriteArrayList<>();
        private final List<JobId> lost = new CopyOnWriteArrayList<>();

        @Override
        public void ended(JobStatus job, JobState state, Duration took) {
            if (state.isEnd()) {
                ended.add(job.id());
            }
        }

        @Override
        public void lost(JobStatus job) {
            lost.add(job.id());
        }
    }

    @BeforeEach
    void open() {
        network = CutNetwork.to(store);
        bench = network.bench;
        cut = network.dataSource;
    }

    @AfterEach
    void close() {
        if (network != null) { // it was assumed to be there
            network.close();
        }
    }

    @Test
    void worksOnceInTransactionsOfHandlers() {
        AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
        bench.worker(
                1,
                worker -> worker.transactions(JobTransactions.of(cut))
                        .listener(told)
                        .handle(
                                TEXT,
                                (text, context) -> {
                                    if (context.attempt() == 1) {
                                        network.arm(next.get());
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
        Waiting.until(() -> told.ended.size() == texts.size());
        assertThat(told.ended).doesNotHaveDuplicates();
        assertThat(told.lost).isEmpty();
    }

    @Test
    void endsAttemptsOnce() {
        AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
        List<JobId> jobs = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (EngineBench broken = new EngineBench(engineOfFewCalls(), store.engine(), store.dataSource)) {
            broken.worker(
                    1,
                    worker -> worker.listener(told)
                            .handle(
                                    TEXT,
                                    (text, context) -> {
                                        context.inTransaction("pay", String.class, transaction -> {
                                            EngineBench.effect(transaction.connection(), text);
                                            return "";
                                        });
                                        network.arm(next.get());
                                        if (text.startsWith("fails") && context.attempt() == 1) {
                                            throw new IllegalStateException("not yet");
                                        }
                                        next.set(Cut.NEVER);
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
        assertThat(told.ended).containsExactlyElementsOf(jobs);
        assertThat(store.count("headroom_tickets_default", "1 = 1")).isZero();
    }

    /** So that what is cut is mostly what ends an attempt. */
    private DbSchedulerEngine engineOfFewCalls() {
        return TestStore.builder(cut)
                .pollInterval(Duration.ofMillis(400))
                .search(Duration.ofHours(1))
                .build();
    }
}
