package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Twenty threads that want one row, without a setting. */
@EachDatabase
class ContendersTest {

    private static final int THREADS = 20;

    @Parameter
    Bank bank;

    /** Each loses only to another that wins, so that twenty attempts are enough; the deadline leaves time for them. */
    @Test
    void allWin() throws Exception {
        bank.account(1);
        VersionedUpdates updates = bank.updates();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                outcomes.add(threads.submit(() -> {
                    start.await();
                    return updates.update(Account.class, 1L).compute((account, patch) -> {
                        think(Duration.ofMillis(50));
                        return patch.set("visits", account.visits + 1);
                    });
                }));
            }
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get(1, TimeUnit.MINUTES)).isInstanceOf(Updated.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(bank.find(1).visits).isEqualTo(THREADS);
    }

    private static void think(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
