package dev.headroom.retry.effects;

import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static java.sql.Connection.TRANSACTION_SERIALIZABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.EachDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sixteen threads with one key. */
@EachDatabase
class EffectRaceTest {

    private static final int THREADS = 16;
    private static final String IN_FLIGHT = "in flight";

    @Parameter
    EffectStore store;

    private final Gateway gateway = new Gateway();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final CyclicBarrier start = new CyclicBarrier(THREADS);

    @BeforeEach
    void clear() {
        store.clear();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private List<String> together(Callable<String> work) throws InterruptedException, ExecutionException {
        List<Future<String>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return work.call();
            }));
        }
        List<String> answers = new ArrayList<>();
        for (Future<String> future : futures) {
            answers.add(future.get());
        }
        return answers;
    }

    private static String orInFlight(Callable<String> work) throws Exception {
        try {
            return work.call();
        } catch (EffectInFlightException inFlight) {
            return IN_FLIGHT;
        }
    }

    @Test
    void runsOnceWhileAllOthersFindItInFlight() throws Exception {
        CountDownLatch others = new CountDownLatch(THREADS - 1);
        List<String> answers = together(() -> orInFlight(() -> {
            try {
                return String.valueOf(store.log().forKey("pay").once("charge", key -> {
                    await(others);
                    return gateway.charge(key);
                }));
            } finally {
                others.countDown();
            }
        }));
        assertThat(answers).filteredOn(IN_FLIGHT::equals).hasSize(THREADS - 1);
        assertThat(gateway.charges).hasSize(1);
        assertThat(together(() -> String.valueOf(store.log().forKey("pay").once("charge", gateway::charge))))
                .containsOnly("receipt 1 of pay/charge");
        assertThat(gateway.charges).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {TRANSACTION_READ_COMMITTED, TRANSACTION_REPEATABLE_READ, TRANSACTION_SERIALIZABLE})
    void runsOnceForEachOfManyKeys(int isolation) throws Exception {
        store.connections.isolation = isolation;
        EffectLog log = store.log();
        for (int i = 0; i < 40; i++) {
            String key = "pay-" + i;
            List<String> answers = together(() ->
                    orInFlight(() -> String.valueOf(log.forKey(key).once("charge", gateway::charge))));
            String receipt = gateway.findCharge(key + "/charge").orElseThrow();
            assertThat(answers).contains(receipt).isSubsetOf(receipt, IN_FLIGHT);
        }
        assertThat(gateway.charges).hasSize(40).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {TRANSACTION_READ_COMMITTED, TRANSACTION_REPEATABLE_READ, TRANSACTION_SERIALIZABLE})
    void asksTheHookOnceAndCallsOnce(int isolation) throws Exception {
        store.connections.isolation = isolation;
        for (int i = 0; i < 20; i++) {
            String key = "pay-" + i;
            store.execute("insert into headroom_effect (effect_key, owner, lease_until) values ('" + key
                    + "/charge', 'dead', 0)");
            AtomicInteger asked = new AtomicInteger();
            EffectLog log = store.log(effect -> {
                asked.incrementAndGet();
                return new EffectFinding.DidNotHappen();
            });
            List<String> answers = together(() ->
                    orInFlight(() -> String.valueOf(log.forKey(key).once("charge", gateway::charge))));
            assertThat(answers).contains(gateway.findCharge(key + "/charge").orElseThrow());
            assertThat(asked).hasValue(1);
        }
        assertThat(gateway.charges).hasSize(20).doesNotHaveDuplicates();
    }
}
