package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Unknown;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
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
        walk(RetryPolicy.standard().backoff(Backoff.none()));
    }

    @Test
    void tellsTheTruthWhenLocked() {
        walk(RetryPolicy.standard().backoff(Backoff.none()).lockAfter(1));
    }

    private void walk(RetryPolicy policy) {
        bank.account(policy.lockAfter());
        long id = policy.lockAfter();
        FaultyDataSource faulty = new FaultyDataSource(bank.database.dataSource());
        try (EntityManagerFactory factory = EntityManagerFactories.open(faulty, Account.class, Bank.Booking.class)) {
            VersionedUpdates updates =
                    VersionedUpdates.of(factory).policy(policy).build();
            int runs = new FaultWalk(faulty, () -> {
                        outcome = null;
                        bank.write(em -> {
                            Account account = em.find(Account.class, id);
                            account.balance = 0;
                            account.visits = 0;
                        });
                    })
                    .forEachCall(() -> outcome = update(updates, id), run -> check(run, id));
            assertThat(runs).isGreaterThan(20);
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

    private void check(FaultRun run, long id) {
        int balance = bank.find(id).balance;
        if (run.failure().isPresent()) {
            assertThat(balance).as("an exception says that nothing was written").isZero();
        } else if (outcome instanceof Updated) {
            assertThat(balance).isOne();
        } else {
            assertThat(outcome).isInstanceOf(Unknown.class);
            assertThat(balance).isBetween(0, 1);
        }
    }
}
