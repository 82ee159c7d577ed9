package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.zoo.AnimalStore;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One value for an attribute of many rows.
 *
 * @param from the id of the row that has it
 */
record ZooBatch(AnimalStore store, List<Object> ids, String attribute, Object from) implements ZooStep {

    private ZooChange change(Object id) {
        return new ZooChange(store, attribute, id, from);
    }

    @Override
    public void throughEntityManager(ZooTransactions transactions) {
        Object read = transactions
                .run(em -> Optional.ofNullable(change(from).value(em)))
                .orElse(null);
        transactions.run(em -> {
            Object value = change(from).isLazy() ? read : change(from).value(em);
            ids.forEach(id -> change(id).make(em, value));
            return true;
        });
    }

    @Override
    public Outcome byUpdates(VersionedUpdates updates) {
        Object value = change(from).detachedValue();
        Map<Object, Outcome> outcomes = updates.updateAll(store.animal().root(), ids)
                .compute((entity, patch) -> change(from).set(patch, value));
        assertThat(outcomes.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(outcomes.values())
                .allSatisfy(outcome ->
                        assertThat(outcome).isNotInstanceOfAny(Outcome.Exhausted.class, Outcome.Unknown.class));
        return outcomes.get(ids.get(0));
    }

    @Override
    public boolean isRefused(EntityManager em) {
        return change(from).isRefused(em);
    }

    @Override
    public boolean mayBeRefused() {
        return false;
    }

    @Override
    public boolean isOneStatement() {
        return change(from).isOneStatement();
    }

    /** Without a look at each row, of which some cannot be read. */
    @Override
    public Set<String> named(EntityManager em) {
        return change(from).columns();
    }

    @Override
    public String toString() {
        return "batch of " + change(from);
    }
}
