package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Unknown;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.effects.EffectLog;
import dev.headroom.retry.effects.EffectTables;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.FaultMoment;
import dev.headroom.testsupport.FaultRun;
import dev.headroom.testsupport.FaultWalk;
import dev.headroom.testsupport.FaultyDataSource;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That the outcome is true, whichever call to the database fails, and whether the database did its part before. */
@EachDatabase
class KillPointsTest {

    @Parameter
    Bank bank;

    private @Nullable Outcome outcome;

    @Test
    void tellsTheTruth() {
        walk(RetryPolicy.standard().backoff(Backoff.none()), false);
    }

    @Test
    void tellsTheTruthWhenLocked() {
        walk(RetryPolicy.standard().backoff(Backoff.none()).lockAfter(1), false);
    }

    @Test
    void knowsMoreWithProofs() {
        walk(RetryPolicy.standard().backoff(Backoff.none()).attempts(11), true);
    }

    /** As of a connection that is half open: the statement arrives when its client has given it up. */
    @Test
    void leavesNothingToAStatementThatComesLate() {
        bank.account(99);
        FaultyDataSource faulty = new FaultyDataSource(bank.database.dataSource());
        try (EntityManagerFactory factory = EntityManagerFactories.open(faulty, Account.class, Bank.Booking.class)) {
            VersionedUpdates updates = VersionedUpdates.of(factory)
                    .policy(RetryPolicy.standard().backoff(Backoff.none()))
                    .build();
            faulty.reset();
            faulty.dropAt(2, FaultMoment.BEFORE);
            int[] computations = {0};
            outcome = updates.update(Account.class, 99L).compute((account, patch) -> {
                if (computations[0]++ == 1) {
                    arriveLate();
                }
                return patch.add("balance", 1);
            });
        }
        arriveLate();

        assertThat(outcome).isInstanceOf(Updated.class);
        assertThat(bank.find(99)).returns(1, account -> account.balance).returns(1, account -> account.version);
    }

    /** Without a version, to write it once more would add twice. */
    @Test
    void doesNotKnowWhatBecameOfAnEntityWithoutAVersion() {
        bank.write(em -> {
            Bank.Counter counter = new Bank.Counter();
            counter.id = 98L;
            em.persist(counter);
        });
        FaultyDataSource faulty = new FaultyDataSource(bank.database.dataSource());
        try (EntityManagerFactory factory = EntityManagerFactories.open(faulty, Bank.Counter.class)) {
            VersionedUpdates updates = VersionedUpdates.of(factory).build();
            faulty.reset();
            faulty.dropAt(2, FaultMoment.AFTER);
            outcome = updates.update(Bank.Counter.class, 98L)
                    .compute((counter, patch) -> patch.add("number", 1).ifUnchanged("step"));
        }
        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(bank.<Integer>read(em -> em.find(Bank.Counter.class, 98L).number))
                .isOne();
    }

    private void arriveLate() {
        bank.write(em -> em.createNativeQuery(
                        "update Account set version = 1, balance = balance + 1 where id = 99 and version = 0")
                .executeUpdate());
    }

    private void walk(RetryPolicy policy, boolean proven) {
        long id = 10L * policy.lockAfter() + policy.attempts();
        bank.account(id);
        FaultyDataSource faulty = new FaultyDataSource(bank.database.dataSource());
        try (EntityManagerFactory factory = EntityManagerFactories.open(faulty, Account.class, Bank.Booking.class)) {
            VersionedUpdatesBuilder updates = VersionedUpdates.of(factory).policy(policy);
            if (proven) {
                EffectTables.statements(bank.kind)
                        .forEach(sql ->
                                bank.write(em -> em.createNativeQuery(sql).executeUpdate()));
                updates.proveCommits(EffectLog.of(factory).build());
            }
            int runs = new FaultWalk(faulty, () -> {
                        outcome = null;
                        bank.write(em -> {
                            Account account = em.find(Account.class, id);
                            account.balance = 0;
                            account.visits = 0;
                        });
                    })
                    .forEachCall(() -> outcome = update(updates.build(), id), run -> check(run, id, proven));
            assertThat(runs).isGreaterThanOrEqualTo(16);
        }
    }

    /** Meets another once. */
    private Outcome update(VersionedUpdates updates, long id) {
        return updates.update(Account.class, id).compute((account, patch) -> {
            if (account.visits == 0) {
                bank.write(em -> em.find(Account.class, id).visits = 1);
            }
            return patch.add("balance", 1);
        });
    }

    private void check(FaultRun run, long id, boolean proven) {
        int balance = bank.find(id).balance;
        if (run.failure().isPresent()) {
            assertThat(balance).as("an exception says that nothing was written").isZero();
        } else if (outcome instanceof Updated) {
            assertThat(balance).isOne();
        } else {
            assertThat(proven).as("one that proves commits knows them").isFalse();
            assertThat(outcome).isInstanceOf(Unknown.class);
            assertThat(balance)
                    .as("only what was written may look as if it were not")
                    .isOne();
        }
    }
}
