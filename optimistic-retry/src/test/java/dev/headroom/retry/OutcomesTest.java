package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Exhausted;
import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Limit;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** How updates end when others are faster. */
@EachDatabase
class OutcomesTest {

    @Parameter
    Bank bank;

    /** Another writes after each reading, the first times. */
    private BiFunction<Account, Patch<Account>, Patch<Account>> interrupted(
            int times, UnaryOperator<Patch<Account>> other, UnaryOperator<Patch<Account>> own) {
        int[] left = {times};
        return (account, patch) -> {
            if (left[0]-- > 0) {
                bank.updates().update(Account.class, account.id).compute((same, more) -> other.apply(more));
            }
            return own.apply(patch);
        };
    }

    private static RetryPolicy atOnce(int attempts) {
        return RetryPolicy.standard().attempts(attempts).backoff(Backoff.none());
    }

    @Test
    void triesAgain() {
        bank.account(1);
        Outcome outcome = bank.updates()
                .update(Account.class, 1L)
                .policy(atOnce(10))
                .compute(interrupted(3, other -> other.add("visits", 1), own -> own.add("balance", 1)));

        assertThat(outcome).isEqualTo(new Updated(4, 4, 4, Set.of()));
        assertThat(outcome.orElseThrow()).isEqualTo(4);
    }

    @Test
    void isExhaustedAndSaysWhy() {
        bank.account(2);
        Outcome outcome = bank.updates()
                .update(Account.class, 2L)
                .policy(atOnce(3))
                .compute(interrupted(
                        9, other -> other.set("note", "mine").add("visits", 1), own -> own.add("balance", 1)));

        assertThat(outcome).isEqualTo(new Exhausted(new Conflict(2, 3, Set.of("visits")), 3, Limit.ATTEMPTS));
        assertThatThrownBy(outcome::orElseThrow)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("visits")
                .hasMessageContaining("attempts=3");
    }

    @Test
    void skips() {
        bank.account(3);
        Outcome outcome = bank.updates()
                .update(Account.class, 3L)
                .policy(atOnce(3).onConflict(OnConflict.SKIP))
                .compute(interrupted(1, other -> other.set("note", "mine"), own -> own.add("balance", 1)));
        assertThat(outcome).isEqualTo(new Skipped(new Conflict(0, 1, Set.of("note"))));
    }

    @Test
    void fails() {
        bank.account(4);
        VersionedUpdate<Account> update =
                bank.updates().update(Account.class, 4L).policy(atOnce(3).onConflict(OnConflict.FAIL));
        assertThatThrownBy(() -> update.compute(
                        interrupted(1, other -> other.set("note", "mine"), own -> own.add("balance", 1))))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        failure -> assertThat(failure.outcome())
                                .isEqualTo(new Skipped(new Conflict(0, 1, Set.of("note")))));
    }

    @Test
    void isGone() {
        assertThat(bank.updates().update(Account.class, 404L).compute((account, patch) -> patch.delete()))
                .isEqualTo(new Gone());
        bank.account(5);
        assertThat(bank.updates()
                        .update(Account.class, 5L)
                        .compute(interrupted(1, Patch::delete, own -> own.add("balance", 1))))
                .isEqualTo(new Gone());
    }

    @Test
    void rebasesOverWhatItDoesNotDependOn() {
        bank.account(6);
        Outcome outcome = bank.updates()
                .update(Account.class, 6L)
                .policy(atOnce(3))
                .dependsOn("status", "address.city")
                .compute(interrupted(
                        1, other -> other.set("note", "mine").add("visits", 1), own -> own.add("balance", 1)));
        assertThat(outcome).isEqualTo(new Updated(2, 2, 1, Set.of("note", "visits")));
        assertThat(bank.find(6)).returns(1, account -> account.balance).returns("mine", account -> account.note);
    }

    @Test
    void computesAgainWhenAnInputChanged() {
        bank.account(7);
        Outcome outcome = bank.updates()
                .update(Account.class, 7L)
                .policy(atOnce(3))
                .dependsOn("note")
                .compute(interrupted(1, other -> other.set("note", "mine"), own -> own.add("balance", 1)));
        assertThat(outcome).isEqualTo(new Updated(2, 2, 2, Set.of()));
    }

    @Test
    void computesAgainRatherThanOverwrite() {
        bank.account(8);
        Outcome outcome = bank.updates()
                .update(Account.class, 8L)
                .policy(atOnce(3))
                .dependsOn()
                .compute(interrupted(1, other -> other.set("note", "mine"), own -> own.set("note", "yours")));
        assertThat(outcome).isEqualTo(new Updated(2, 2, 2, Set.of()));
    }

    @Test
    void locksAfterSomeConflicts() {
        bank.account(9);
        Outcome outcome = bank.updates()
                .update(Account.class, 9L)
                .policy(atOnce(5).lockAfter(2))
                .compute(interrupted(2, other -> other.add("visits", 1), own -> own.add("balance", 1)));
        assertThat(outcome).isEqualTo(new Updated(3, 3, 3, Set.of()));
        assertThat(bank.statements.statements())
                .anySatisfy(statement -> assertThat(statement.sql()).contains("for "));
    }

    @Test
    void updatesOnlyTheVersionThatIsAskedFor() {
        bank.account(10);
        VersionedUpdate<Account> first =
                bank.updates().update(Account.class, 10L).ifVersion(0L);
        assertThat(first.compute((account, patch) -> patch.add("visits", 1))).isInstanceOf(Updated.class);
        assertThat(first.compute((account, patch) -> patch.add("visits", 1)))
                .isEqualTo(new Skipped(new Conflict(0L, 1, Set.of())));
        assertThat(bank.updates()
                        .update(Account.class, 10L)
                        .ifVersion(1)
                        .compute(interrupted(1, other -> other.set("note", "mine"), own -> own.add("balance", 1))))
                .isEqualTo(new Skipped(new Conflict(1, 2, Set.of())));
    }

    @Test
    void endsAtItsDeadline() {
        bank.account(11);
        SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
        List<Duration> delays = new ArrayList<>();
        VersionedUpdates updates = VersionedUpdates.of(bank.entityManagers)
                .time(clock, delay -> {
                    delays.add(delay);
                    clock.advance(delay);
                })
                .policy(RetryPolicy.standard()
                        .attempts(100)
                        .deadline(Duration.ofSeconds(3))
                        .backoff((retry, random) -> Duration.ofSeconds(retry)))
                .build();

        Outcome outcome = updates.update(Account.class, 11L)
                .compute(interrupted(99, other -> other.add("visits", 1), own -> own.add("balance", 1)));

        assertThat(outcome).isEqualTo(new Exhausted(new Conflict(2, 3, Set.of("visits")), 3, Limit.DEADLINE));
        assertThat(delays).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void endsWithItsBudget() {
        bank.account(12);
        VersionedUpdates updates = VersionedUpdates.of(bank.entityManagers)
                .policy(atOnce(100))
                .random(new Random(1))
                .budget(RetryBudget.of(0.5, 2))
                .build();
        VersionedUpdate<Account> update = updates.update(Account.class, 12L);

        assertThat(update.compute(interrupted(99, other -> other.add("visits", 1), own -> own.add("balance", 1))))
                .isEqualTo(new Exhausted(new Conflict(2, 3, Set.of("visits")), 3, Limit.BUDGET));
        assertThat(update.compute(interrupted(99, other -> other.add("visits", 1), own -> own.add("balance", 1))))
                .returns(1, outcome -> ((Exhausted) outcome).attempts());
        assertThat(update.compute(interrupted(99, other -> other.add("visits", 1), own -> own.add("balance", 1))))
                .returns(2, outcome -> ((Exhausted) outcome).attempts());
    }

    @Test
    void tellsAListener() {
        bank.account(13);
        List<Object> heard = new ArrayList<>();
        VersionedUpdates updates = VersionedUpdates.of(bank.entityManagers)
                .policy(atOnce(3))
                .listener(new RetryListener() {
                    @Override
                    public void conflict(Class<?> entity, Conflict conflict, int attempt) {
                        heard.addAll(List.of(entity, conflict, attempt));
                    }

                    @Override
                    public void outcome(Class<?> entity, Outcome outcome, Duration took) {
                        heard.addAll(List.of(entity, outcome));
                        assertThat(took).isGreaterThanOrEqualTo(Duration.ZERO);
                    }
                })
                .build();
        Outcome outcome = updates.update(Account.class, 13L)
                .compute(interrupted(1, other -> other.add("visits", 1), own -> own.add("balance", 1)));
        assertThat(heard)
                .containsExactly(Account.class, new Conflict(0, 1, Set.of("visits")), 1, Account.class, outcome);
    }
}
