package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That a batch that the database breaks off in its middle is written once. */
@EachDatabase
class BatchDeadlockTest {

    @Parameter
    Bank bank;

    /** Some drivers go on with a batch after one of its statements failed, and its transaction may be gone by then. */
    @Test
    void isOneTransactionAfterADeadlock() throws Exception {
        List<Long> ids = LongStream.range(8_000, 8_006).boxed().toList();
        ids.forEach(bank::account);
        CountDownLatch otherHasItsLocks = new CountDownLatch(1);
        CountDownLatch firstIsLocked = new CountDownLatch(1);
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> {
            try {
                bank.write(em -> {
                    persistMany(em); // more than the batch writes, which is therefore the victim
                    visit(em, 8_003);
                    otherHasItsLocks.countDown();
                    await(firstIsLocked);
                    visit(em, 8_000);
                });
                return true;
            } catch (PersistenceException deadlock) {
                return false;
            }
        });
        await(otherHasItsLocks);

        Map<Object, Outcome> outcomes = bank.updates()
                .updateAll(Account.class, ids)
                .compute((account, patch) -> account.id == 8_001
                        ? patch.add("balance", 1).then(em -> firstIsLocked.countDown())
                        : patch.add("balance", 1));

        boolean otherWon = other.get();
        assertThat(outcomes.values()).hasOnlyElementsOfType(Updated.class);
        if (otherWon) {
            assertThat(((Updated) outcomes.get(8_005L)).attempts())
                    .as("the batch was the victim")
                    .isGreaterThan(1);
        }
        assertThat(ids).allSatisfy(id -> assertThat(bank.find(id).balance).isOne());
        assertThat(bank.find(8_003).visits).isEqualTo(otherWon ? 1 : 0);
    }

    private static void persistMany(EntityManager entityManager) {
        for (long id = 9_000; id < 9_050; id++) {
            Account account = new Account();
            account.id = id;
            entityManager.persist(account);
        }
        entityManager.flush();
    }

    private static void visit(EntityManager entityManager, long id) {
        entityManager
                .createQuery("update versioned Account set visits = visits + 1 where id = " + id)
                .executeUpdate();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
