package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Outcome.Exhausted;
import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Limit;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Unchanged;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Many entities at once, each with an outcome of its own. */
@EachDatabase
class BatchesTest {

    private static final RetryPolicy AT_ONCE =
            RetryPolicy.standard().attempts(3).backoff(Backoff.none());

    @Parameter
    Bank bank;

    /** Another writes one account after each reading, the first times. */
    private BiFunction<Account, Patch<Account>, Patch<Account>> disturbed(long id, int times) {
        AtomicInteger left = new AtomicInteger(times);
        return (account, patch) -> {
            if (account.id == id && left.getAndDecrement() > 0) {
                bank.updates().update(Account.class, id).compute((same, more) -> more.add("visits", 1));
            }
            return account.id % 10 == 3 ? patch : patch.add("balance", 1);
        };
    }

    @Test
    void readsAndCommitsTogether() {
        List.of(11L, 12L, 13L).forEach(bank::account);

        Map<Object, Outcome> outcomes = bank.updates()
                .updateAll(Account.class, List.of(13L, 12L, 11L, 404L, 12L))
                .policy(AT_ONCE)
                .compute(disturbed(12, 0));

        assertThat(outcomes)
                .containsExactly(
                        Map.entry(11L, new Updated(1, 1, 1, Set.of())),
                        Map.entry(12L, new Updated(1, 1, 1, Set.of())),
                        Map.entry(13L, new Unchanged(0)),
                        Map.entry(404L, new Gone()));
        assertThat(bank.statements.statements())
                .as("one for all, and one for those that are written")
                .hasSize(2);
    }

    @Test
    void repeatsOnlyWhatAnotherChanged() {
        List.of(21L, 22L).forEach(bank::account);

        Map<Object, Outcome> outcomes = bank.updates()
                .updateAll(Account.class, List.of(21L, 22L))
                .policy(AT_ONCE)
                .compute(disturbed(22, 1));

        assertThat(outcomes)
                .containsEntry(21L, new Updated(1, 1, 1, Set.of()))
                .containsEntry(22L, new Updated(2, 2, 2, Set.of()));
        assertThat(bank.find(22)).returns(1, account -> account.balance).returns(1, account -> account.visits);
    }

    @Test
    void endsForEachAsThePolicySays() {
        List.of(31L, 32L).forEach(bank::account);
        VersionedBatch<Account> batch =
                bank.updates().updateAll(Account.class, List.of(31L, 32L)).policy(AT_ONCE);

        assertThat(batch.compute(disturbed(32, 9)))
                .containsEntry(31L, new Updated(1, 1, 1, Set.of()))
                .containsEntry(32L, new Exhausted(new Conflict(2, 3, Set.of("visits")), 3, Limit.ATTEMPTS));
        assertThat(batch.policy(AT_ONCE.onConflict(OnConflict.SKIP)).compute(disturbed(32, 9)))
                .containsEntry(32L, new Skipped(new Conflict(3, 4, Set.of("visits"))));
        assertThatThrownBy(
                        () -> batch.policy(AT_ONCE.onConflict(OnConflict.FAIL)).compute(disturbed(32, 9)))
                .isInstanceOf(ConflictException.class);
    }
}
