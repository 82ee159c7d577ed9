package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Unknown;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.effects.EffectInFlightException;
import dev.headroom.retry.effects.EffectLog;
import dev.headroom.retry.effects.EffectTables;
import dev.headroom.retry.effects.EffectUncertainException;
import dev.headroom.retry.locks.LockLimit;
import dev.headroom.retry.locks.LockLimitException;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.FaultRun;
import dev.headroom.testsupport.FaultWalk;
import dev.headroom.testsupport.FaultyDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Updates with an effect within: it is made before it is known whether the update wins, and still only once. */
@EachDatabase
class EffectsInUpdatesTest {

    @Parameter
    Bank bank;

    private final List<String> charges = new ArrayList<>();
    private @Nullable Outcome outcome;
    private int payments;

    @BeforeParameterizedClassInvocation
    static void fill(Bank bank) {
        EffectTables.statements(bank.kind)
                .forEach(sql -> bank.write(em -> em.createNativeQuery(sql).executeUpdate()));
    }

    private Outcome pay(EntityManagerFactory factory, long id, String key, int others) {
        EffectLog effects = EffectLog.of(factory).build();
        VersionedUpdates updates = VersionedUpdates.of(factory)
                .policy(RetryPolicy.standard().backoff(Backoff.none()))
                .build();
        return updates.update(Account.class, id).compute((account, patch) -> {
            String receipt = effects.forKey(key).once("charge", idempotencyKey -> {
                charges.add(idempotencyKey);
                return "receipt " + charges.size();
            });
            if (account.visits < others) {
                bank.write(em -> em.find(Account.class, id).visits++);
            }
            return patch.set("note", receipt).add("balance", 1);
        });
    }

    @Test
    void areMadeOnceOverAllAttempts() {
        bank.account(1);
        assertThat(pay(bank.entityManagers, 1, "payment-1", 3))
                .isInstanceOfSatisfying(
                        Updated.class, updated -> assertThat(updated.attempts()).isEqualTo(4));
        assertThat(charges).containsExactly("payment-1/charge");
        assertThat(bank.find(1).note).isEqualTo("receipt 1");
    }

    /** After each fault the payment is repeated, as by a user who saw an error. */
    @Test
    void areMadeOnceWhateverFails() {
        bank.account(2);
        FaultyDataSource faulty = new FaultyDataSource(bank.database.dataSource());
        try (EntityManagerFactory factory = EntityManagerFactories.open(faulty, Account.class, Bank.Booking.class)) {
            int runs = new FaultWalk(faulty, () -> {
                        charges.clear();
                        outcome = null;
                        payments++;
                        bank.write(em -> {
                            Account account = em.find(Account.class, 2L);
                            account.balance = 0;
                            account.visits = 0;
                        });
                    })
                    .forEachCall(() -> outcome = pay(factory, 2, "walk-" + payments, 1), this::check);
            assertThat(runs).isGreaterThan(30);
        }
    }

    private void check(FaultRun run) {
        int balance = bank.find(2).balance;
        assertThat(charges.size()).isBetween(0, 1);
        if (run.failure().isPresent()) {
            assertThat(balance).isZero();
            repeat();
        } else if (outcome instanceof Updated) {
            assertThat(charges).hasSize(1);
            assertThat(balance).isOne();
        } else {
            assertThat(outcome).isInstanceOf(Unknown.class);
        }
    }

    private void repeat() {
        try {
            assertThat(pay(bank.entityManagers, 2, "walk-" + payments, 1)).isInstanceOf(Updated.class);
            assertThat(charges).hasSize(1);
        } catch (EffectUncertainException | EffectInFlightException asked) {
            assertThat(charges.size()).as("nobody is charged blindly").isBetween(0, 1);
        }
    }

    @Test
    void doNotRetryAFullLimit() throws Exception {
        bank.account(3);
        LockLimit limit = LockLimit.of("accounts", 1);
        VersionedUpdates updates = VersionedUpdates.of(bank.entityManagers)
                .policy(RetryPolicy.standard().backoff(Backoff.none()).lockAfter(1))
                .lockLimit(limit)
                .build();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = new Thread(() -> limit.run(3L, () -> {
            held.countDown();
            return await(done);
        }));
        holder.start();
        held.await();
        int[] computations = {0};
        try {
            assertThatThrownBy(() -> updates.update(Account.class, 3L).compute((account, patch) -> {
                        computations[0]++;
                        bank.write(em -> em.find(Account.class, 3L).visits++);
                        return patch.add("balance", 1);
                    }))
                    .isInstanceOf(LockLimitException.class)
                    .hasMessageContaining("accounts");
        } finally {
            done.countDown();
            holder.join();
        }
        assertThat(computations[0]).isOne();
        assertThat(bank.find(3).balance).isZero();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
