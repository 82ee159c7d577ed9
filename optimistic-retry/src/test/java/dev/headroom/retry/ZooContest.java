package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.zoo.AnimalStore;
import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/**
 * A change of a row that another changes meanwhile, once.
 *
 * @param rival the other's change of the same row
 * @param end how the change ends
 */
record ZooContest(ZooChange change, ZooChange rival, End end) implements ZooStep {

    enum End {
        COMPUTED_AGAIN,
        COMPUTED_UNDER_A_LOCK,
        GIVEN_UP
    }

    private AnimalStore store() {
        return change.store();
    }

    /** Without versions, what the database sees as the same and Java does not would be no contest. */
    private boolean isVersioned() {
        return ZooChange.persister(store()).isVersioned();
    }

    private @Nullable Object version(ZooTransactions transactions) {
        return isVersioned()
                ? transactions.run(
                        em -> Optional.ofNullable(em.find(store().animal().root(), change.id()))
                                .map(row -> ZooChange.persister(store()).getVersion(Hibernate.unproxy(row)))
                                .orElse(null))
                : null;
    }

    /** Returns whether the rival has raised the version. */
    private boolean wins(Runnable write, ZooTransactions transactions) {
        Object before = version(transactions);
        write.run();
        return !Objects.equals(before, version(transactions));
    }

    @Override
    public void throughEntityManager(ZooTransactions transactions) {
        boolean isNeedless = transactions.run(change::isNeedless); // when it is read, as Hibernate sees it too
        boolean won = wins(() -> rival.throughEntityManager(transactions), transactions);
        if (!isNeedless && (!won || end != End.GIVEN_UP)) {
            change.throughEntityManager(transactions);
        }
    }

    private RetryPolicy policy() {
        RetryPolicy policy = RetryPolicy.standard().attempts(5).backoff(Backoff.none());
        return switch (end) {
            case COMPUTED_AGAIN -> policy;
            case COMPUTED_UNDER_A_LOCK -> policy.lockAfter(1);
            case GIVEN_UP -> policy.onConflict(OnConflict.SKIP);
        };
    }

    @Override
    public Outcome byUpdates(VersionedUpdates updates) {
        int[] computations = {0};
        boolean[] won = {false};
        Outcome outcome = updates.update(store().animal().root(), change.id())
                .policy(policy())
                .compute((entity, patch) -> {
                    if (computations[0]++ == 0) {
                        won[0] = wins(() -> rival.byUpdates(updates), store()::inTransaction);
                    }
                    return change.set(patch, change.detachedValue());
                });
        Class<?> written = won[0] && end == End.GIVEN_UP ? Outcome.Skipped.class : Outcome.Updated.class;
        assertThat(outcome).isInstanceOfAny(written, Outcome.Unchanged.class, Outcome.Gone.class);
        if (won[0] && outcome instanceof Outcome.Updated) {
            assertThat(computations[0]).isEqualTo(2);
        }
        return outcome;
    }

    @Override
    public void besideRefusal(ZooTransactions transactions) {
        rival.throughEntityManager(transactions);
    }

    @Override
    public boolean mayBeRefused() {
        return false;
    }

    @Override
    public boolean isOneStatement() {
        return change.isOneStatement();
    }

    @Override
    public Set<String> named(EntityManager em) {
        Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        named.addAll(Objects.requireNonNull(rival.named(em)));
        named.addAll(Objects.requireNonNull(change.named(em)));
        return named;
    }

    @Override
    public String toString() {
        return change + " while another writes " + rival + ", " + end;
    }
}
