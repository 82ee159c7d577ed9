package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Exhausted;
import dev.headroom.retry.Outcome.Limit;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.SettableClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Computations that take longer than there is time. */
@EachDatabase
class DeadlinesTest {

    private static final Duration COMPUTATION = Duration.ofMillis(400);

    @Parameter
    Bank bank;

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final List<Duration> delays = new ArrayList<>();

    private VersionedUpdates updates(Duration deadline, Backoff backoff) {
        return VersionedUpdates.of(bank.entityManagers)
                .time(clock, delay -> {
                    delays.add(delay);
                    clock.advance(delay);
                })
                .policy(RetryPolicy.standard().backoff(backoff).deadline(deadline))
                .build();
    }

    /** Others are faster the first times. */
    private BiFunction<Account, Patch<Account>, Patch<Account>> slow(int times) {
        int[] left = {times};
        return (account, patch) -> {
            clock.advance(COMPUTATION);
            if (left[0]-- > 0) {
                bank.write(em -> em.find(Account.class, account.id).visits++);
            }
            return patch.add("balance", 1);
        };
    }

    @Test
    void doNotSpoilAnAttemptThatWins() {
        bank.account(1);
        VersionedUpdates updates = updates(COMPUTATION.dividedBy(2), Backoff.none());
        assertThat(updates.update(Account.class, 1L).compute(slow(0))).isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(updates.updateAll(Account.class, List.of(1L)).compute(slow(0)))
                .isEqualTo(Map.of(1L, new Updated(2, 1, 1, Set.of())));
    }

    /** Also if no attempt has to wait. */
    @Test
    void allowAnotherAttemptUntilTheyHavePassed() {
        for (int attempts = 1; attempts <= 3; attempts++) {
            long id = 10L + attempts;
            bank.account(id);
            Duration deadline = COMPUTATION.multipliedBy(attempts).minusMillis(1);
            Exhausted passed =
                    new Exhausted(new Conflict(attempts - 1, attempts, Set.of("visits")), attempts, Limit.DEADLINE);
            assertThat(updates(deadline, Backoff.none())
                            .update(Account.class, id)
                            .compute(slow(9)))
                    .isEqualTo(passed);
        }
        bank.account(14);
        assertThat(updates(COMPUTATION.minusMillis(1), Backoff.none())
                        .updateAll(Account.class, List.of(14L))
                        .compute(slow(9)))
                .isEqualTo(Map.of(14L, new Exhausted(new Conflict(0, 1, Set.of("visits")), 1, Limit.DEADLINE)));
    }

    @Test
    void matterLessThanTheNumberOfAttempts() {
        bank.account(4);
        Outcome outcome = updates(Duration.ofMillis(1), Backoff.none())
                .update(Account.class, 4L)
                .policy(RetryPolicy.standard().attempts(1).deadline(Duration.ofMillis(1)))
                .compute(slow(1));
        assertThat(outcome).isEqualTo(new Exhausted(new Conflict(0, 1, Set.of("visits")), 1, Limit.ATTEMPTS));
    }

    @Test
    void areNotWaitedFor() {
        bank.account(2);
        Outcome outcome = updates(COMPUTATION.multipliedBy(2), (retry, random) -> COMPUTATION.plusMillis(1))
                .update(Account.class, 2L)
                .compute(slow(9));
        assertThat(outcome).isEqualTo(new Exhausted(new Conflict(0, 1, Set.of("visits")), 1, Limit.DEADLINE));
        assertThat(delays).isEmpty();
        assertThat(clock.instant()).isEqualTo("2026-01-01T00:00:00.400Z");
    }

    @Test
    void mayBeFurtherThanAnyClockGoes() {
        bank.account(3);
        for (Duration forever : List.of(ChronoUnit.FOREVER.getDuration(), Duration.ofSeconds(Long.MAX_VALUE / 1_000))) {
            assertThat(updates(forever, Backoff.none())
                            .update(Account.class, 3L)
                            .compute(slow(2)))
                    .returns(3, outcome -> ((Updated) outcome).attempts());
        }
        assertThat(updates(Duration.ofDays(1), (retry, random) -> ChronoUnit.FOREVER.getDuration())
                        .update(Account.class, 3L)
                        .compute(slow(2)))
                .returns(Limit.DEADLINE, outcome -> ((Exhausted) outcome).limit());
    }

    @Test
    void leaveTimeForNoBackoffThatNobodyCanWaitFor() {
        assertThatThrownBy(() -> Backoff.fullJitter(Duration.ofMillis(2), Duration.ofDays(366)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT8784H");
        assertThatThrownBy(() -> Backoff.fullJitter(Duration.ofMillis(2), ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
