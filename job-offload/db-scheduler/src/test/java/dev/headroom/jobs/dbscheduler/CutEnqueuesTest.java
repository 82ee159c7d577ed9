package dev.headroom.jobs.dbscheduler;

import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.dbscheduler.CutNetwork.Cut;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.testsupport.EachDatabase;
import java.sql.Connection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * The network cuts the connections under each call of who enqueues, commits among them. What callers are told is true, nothing is lost, and
 * nothing happens twice.
 */
@EachDatabase
class CutEnqueuesTest {

    @Parameter
    TestStore store;

    private CutNetwork network;

    @BeforeEach
    void open() {
        network = CutNetwork.to(store);
    }

    @AfterEach
    void close() {
        if (network != null) { // it was assumed to be there
            network.close();
        }
    }

    private int callsOf(Callable<?> work) throws Exception {
        network.dataSource.reset();
        work.call();
        return network.dataSource.calls();
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
        try (DbSchedulerEngine engine = TestStore.builder(network.dataSource).build()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            int calls = callsOf(() -> jobs.enqueue(TEXT, "a", unique));
            for (Cut next : Cut.ofCalls(calls)) {
                store.clear();
                network.arm(next);

                Optional<Enqueued> told = told(() -> jobs.enqueue(TEXT, "a", unique));

                seen.add(told.isPresent() + " " + jobs());
                Enqueued again = network.bench.jobs().enqueue(TEXT, "b", unique);
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
            network.arm(next);

            Optional<JobId> told = told(this::work);

            seen.add(told.isPresent() + " " + jobs());
            assertThat(jobs()).isEqualTo(network.bench.effects().size());
            assertThat(store.count("headroom_tickets_default", "1 = 1")).isEqualTo(jobs());
        }
        assertThat(seen).contains("false 0", "false 1").doesNotContain("true 0");
    }

    private JobId work() throws Exception {
        try (Connection connection = network.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            EngineBench.effect(connection, "order");
            JobId id = network.bench.jobs().in(connection).enqueue(TEXT, "a").id();
            connection.commit();
            connection.setAutoCommit(true);
            return id;
        }
    }
}
