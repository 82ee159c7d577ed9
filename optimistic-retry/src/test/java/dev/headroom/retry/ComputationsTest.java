package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Exhausted;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What the application does while it computes, other updates among that. */
@EachDatabase
class ComputationsTest {

    @Parameter
    Bank bank;

    private VersionedUpdate<Account> update(long id, int attempts) {
        return VersionedUpdates.of(bank.entityManagers)
                .policy(RetryPolicy.standard().attempts(attempts).backoff(Backoff.none()))
                .build()
                .update(Account.class, id);
    }

    private void another(long id) {
        bank.write(em -> em.find(Account.class, id).visits++);
    }

    @Test
    void costTwoStatements() {
        bank.account(1);
        assertThat(bank.statements(() -> update(1, 1).compute((account, patch) -> patch.add("balance", 1))))
                .isEqualTo(2);
        assertThat(bank.statements(() -> update(1, 1).compute((account, patch) -> patch)))
                .isEqualTo(1);
    }

    /** What the entity says of itself afterwards is of no consequence: it was read as it was read. */
    @Test
    void cannotMoveTheUpdateToAnotherRowOrVersion() {
        bank.account(2);
        bank.account(3);
        Outcome won = update(2, 1).compute((account, patch) -> {
            account.id = 3L;
            account.version = 42;
            account.balance = 7;
            return patch.add("balance", 1).ifUnchanged("balance");
        });
        assertThat(won).isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(bank.find(2)).returns(1, account -> account.balance);
        assertThat(bank.find(3)).returns(0, account -> account.balance).returns(0, account -> account.version);

        Outcome lost = update(2, 1).compute((account, patch) -> {
            another(2);
            account.version++;
            return patch.add("balance", 1);
        });
        assertThat(lost).isEqualTo(new Exhausted(new Conflict(1, 2, Set.of("visits")), 1, Outcome.Limit.ATTEMPTS));
    }

    @Test
    void mayEndInAnUpdateThatIsExhausted() {
        bank.account(4);
        bank.account(5);
        List<Outcome> inner = new ArrayList<>();
        Outcome outer = update(4, 9).compute((account, patch) -> {
            inner.add(update(5, 2).compute((other, more) -> {
                if (account.visits < 2) {
                    another(5);
                }
                return more.add("balance", 1);
            }));
            if (account.visits < 2) {
                another(4);
            }
            return patch.add("balance", 1);
        });
        assertThat(inner)
                .as("each computation has its own attempts")
                .hasSize(3)
                .startsWith(
                        new Exhausted(new Conflict(1, 2, Set.of("visits")), 2, Outcome.Limit.ATTEMPTS),
                        new Exhausted(new Conflict(3, 4, Set.of("visits")), 2, Outcome.Limit.ATTEMPTS))
                .endsWith(new Updated(5, 1, 1, Set.of()));
        assertThat(outer).isEqualTo(new Updated(3, 3, 3, Set.of()));
    }

    @Test
    void areNotRepeatedForAConflictOfAnotherUpdate() {
        bank.account(6);
        bank.account(7);
        List<Integer> computations = new ArrayList<>();
        assertThatThrownBy(() -> update(6, 9).compute((account, patch) -> {
                    computations.add(account.version);
                    return patch.set(
                            "note",
                            update(7, 2)
                                    .compute((other, more) -> {
                                        another(7);
                                        return more.add("balance", 1);
                                    })
                                    .orElseThrow());
                }))
                .isInstanceOf(ConflictException.class);
        assertThat(computations).containsExactly(0);
        assertThat(bank.find(6).version).isZero();
    }

    @Test
    void failTheSameWayEachTimeForAVersionOfOld() {
        bank.account(8);
        another(8);
        for (int i = 0; i < 2; i++) {
            assertThat(update(8, 9).ifVersion(0).compute((account, patch) -> patch.forceIncrement()))
                    .isEqualTo(new Skipped(new Conflict(0, 1, Set.of())));
        }
        assertThat(bank.find(8).version).isOne();
    }

    @Test
    void beginWhileAnotherHoldsTheRow() throws Exception {
        bank.account(9);
        CountDownLatch computing = new CountDownLatch(1);
        CompletableFuture<Outcome> waiting = new CompletableFuture<>();
        bank.write(em -> {
            em.find(Account.class, 9L, LockModeType.PESSIMISTIC_WRITE);
            new Thread(() -> waiting.completeAsync(
                            () -> update(9, 9).compute((account, patch) -> {
                                computing.countDown();
                                return patch.add("balance", 1);
                            }),
                            Runnable::run))
                    .start();
            assertThat(isReached(computing)).isTrue();
        });
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(new Updated(1, 1, 1, Set.of()));
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }
}
