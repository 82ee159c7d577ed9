package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Exhausted;
import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Limit;
import dev.headroom.retry.Outcome.Unchanged;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What listeners hear, in which order. */
@EachDatabase
class ListenersTest {

    private static final Duration COMPUTATION = Duration.ofSeconds(1);

    @Parameter
    Bank bank;

    private final List<Object> heard = new ArrayList<>();
    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");

    private VersionedUpdates updates() {
        return VersionedUpdates.of(bank.entityManagers)
                .time(clock, delay -> {})
                .policy(RetryPolicy.standard().attempts(3).backoff(Backoff.none()))
                .listener(new RetryListener() {
                    @Override
                    public void conflict(Class<?> entity, Conflict conflict, int attempt) {
                        heard.add(attempt + " " + conflict.expected() + " " + conflict.actual());
                    }

                    @Override
                    public void outcome(Class<?> entity, Outcome outcome, Duration took) {
                        heard.addAll(List.of(entity, outcome, took));
                    }
                })
                .build();
    }

    /** Others write the account of this id, the first times. */
    private BiFunction<Account, Patch<Account>, Patch<Account>> losing(long id, int times) {
        int[] left = {times};
        return (account, patch) -> {
            clock.advance(COMPUTATION);
            if (account.id == id && left[0]-- > 0) {
                bank.write(em -> em.find(Account.class, id).visits++);
            }
            return patch.add("balance", 1);
        };
    }

    @Test
    void hearOnceOfWhatSucceedsAtOnce() {
        bank.account(1);
        updates().update(Account.class, 1L).compute(losing(1, 0));
        assertThat(heard).containsExactly(Account.class, new Updated(1, 1, 1, Set.of()), COMPUTATION);
    }

    @Test
    void hearOfEachConflictBeforeTheOutcome() {
        bank.account(2);
        updates().update(Account.class, 2L).compute(losing(2, 2));
        assertThat(heard)
                .containsExactly(
                        "1 0 1", "2 1 2", Account.class, new Updated(3, 3, 3, Set.of()), COMPUTATION.multipliedBy(3));
    }

    @Test
    void hearOfTheLastConflictAsWell() {
        bank.account(3);
        updates().update(Account.class, 3L).compute(losing(3, 9));
        assertThat(heard)
                .containsExactly(
                        "1 0 1",
                        "2 1 2",
                        "3 2 3",
                        Account.class,
                        new Exhausted(new Conflict(2, 3, Set.of("visits")), 3, Limit.ATTEMPTS),
                        COMPUTATION.multipliedBy(3));
    }

    @Test
    void hearOfEachEntityOfABatch() {
        bank.account(4);
        bank.account(5);
        Map<Object, Outcome> outcomes = updates()
                .updateAll(Account.class, List.of(4L, 5L, 404L))
                .compute((account, patch) -> account.id == 4
                        ? patch
                        : losing(5, account.version == 0 ? 1 : 0).apply(account, patch));
        assertThat(outcomes)
                .isEqualTo(Map.of(4L, new Unchanged(0), 5L, new Updated(2, 2, 2, Set.of()), 404L, new Gone()));
        Duration both = COMPUTATION.multipliedBy(2);
        assertThat(heard)
                .containsExactly(
                        "1 0 1",
                        Account.class,
                        new Unchanged(0),
                        both,
                        Account.class,
                        new Updated(2, 2, 2, Set.of()),
                        both,
                        Account.class,
                        new Gone(),
                        both);
    }
}
