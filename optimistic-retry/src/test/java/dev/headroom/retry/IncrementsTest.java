package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Bank.Counter;
import dev.headroom.retry.Bank.Loan;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That no increment is lost: 25 threads of 5 increments make 125, as in django-concurrency's test of threads. */
@EachDatabase
class IncrementsTest {

    private static final int THREADS = 25;
    private static final int TIMES = 5;
    private static final RetryPolicy PATIENT =
            RetryPolicy.standard().attempts(1_000).deadline(Duration.ofMinutes(2));

    @Parameter
    Bank bank;

    private VersionedUpdates updates() {
        return VersionedUpdates.of(bank.entityManagers).policy(PATIENT).build();
    }

    @Test
    void losesNone() throws Exception {
        bank.account(1);
        VersionedUpdates updates = updates();
        inThreads(() -> updates.update(Account.class, 1L)
                .compute((account, patch) -> patch.set("balance", account.balance + 1)));

        Account after = bank.find(1);
        assertThat(after.balance).isEqualTo(THREADS * TIMES);
        assertThat(after.version).isEqualTo(THREADS * TIMES);
    }

    @Test
    void losesNoneWhenRebased() throws Exception {
        bank.account(2);
        VersionedUpdates updates = updates();
        List<Outcome> outcomes = inThreads(() -> updates.update(Account.class, 2L)
                .dependsOn("status")
                .compute((account, patch) -> patch.add("balance", 1)));

        assertThat(bank.find(2).balance).isEqualTo(THREADS * TIMES);
        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(((Updated) outcome).computations()).isOne());
    }

    @Test
    void losesNoneWhenLocked() throws Exception {
        bank.account(3);
        VersionedUpdates updates = VersionedUpdates.of(bank.entityManagers)
                .policy(PATIENT.lockAfter(1))
                .build();
        inThreads(() -> updates.update(Account.class, 3L)
                .compute((account, patch) -> patch.set("balance", account.balance + 1)));

        assertThat(bank.find(3).balance).isEqualTo(THREADS * TIMES);
    }

    @Test
    void losesNoneInTwoTables() throws Exception {
        bank.write(em -> {
            Loan loan = new Loan();
            loan.id = 4L;
            em.persist(loan);
        });
        VersionedUpdates updates = updates();
        inThreads(() -> updates.update(Loan.class, 4L)
                .compute((loan, patch) -> patch.set("pages", loan.pages + 1).set("rate", loan.rate + 1)));

        Loan after = bank.read(em -> em.find(Loan.class, 4L));
        assertThat(after.pages).isEqualTo(THREADS * TIMES);
        assertThat(after.rate).isEqualTo(THREADS * TIMES);
        assertThat(after.version).isEqualTo(THREADS * TIMES);
    }

    @Test
    void losesNoneWithoutVersion() throws Exception {
        bank.write(em -> {
            Counter counter = new Counter();
            counter.id = 5L;
            em.persist(counter);
        });
        VersionedUpdates updates = updates();
        inThreads(() -> updates.update(Counter.class, 5L)
                .compute((counter, patch) ->
                        patch.set("number", counter.number + 1).ifUnchanged("number")));

        assertThat(bank.read(em -> em.find(Counter.class, 5L)).number).isEqualTo(THREADS * TIMES);
    }

    @Test
    void losesNoneInBatches() throws Exception {
        List<Long> ids = LongStream.range(1_000, 1_250).boxed().toList();
        ids.forEach(bank::account);
        VersionedUpdates updates = updates();
        inThreads(() -> {
            Map<Object, Outcome> outcomes = updates.updateAll(Account.class, ids)
                    .compute((account, patch) -> patch.set("balance", account.balance + 1));
            assertThat(outcomes)
                    .containsOnlyKeys(ids.toArray())
                    .allSatisfy((id, outcome) -> assertThat(outcome).isInstanceOf(Updated.class));
            return outcomes.get(1_100L);
        });

        assertThat(ids).allSatisfy(id -> assertThat(bank.find(id).balance).isEqualTo(THREADS * TIMES));
    }

    private static List<Outcome> inThreads(Callable<Outcome> update) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<Outcome>>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(threads.submit(() -> {
                    List<Outcome> outcomes = new ArrayList<>();
                    for (int time = 0; time < TIMES; time++) {
                        outcomes.add(update.call());
                    }
                    return outcomes;
                }));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<List<Outcome>> one : all) {
                outcomes.addAll(one.get());
            }
            assertThat(outcomes).hasSize(THREADS * TIMES).hasOnlyElementsOfType(Updated.class);
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
