package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.zoo.AnimalStore;
import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A new row, twice.
 *
 * @param id its
 * @param like the id of the row whose values it has
 */
record ZooCreation(AnimalStore store, Object id, Object like) implements ZooStep {

    /** Without collections, and without a version. */
    private Object copy(EntityManager em) {
        SharedSessionContractImplementor session = em.unwrap(SharedSessionContractImplementor.class);
        Object one = em.find(store.animal().root(), like);
        EntityPersister persister = ZooChange.persister(store).getSubclassEntityPersister(one, session.getFactory());
        Object copy = persister.instantiate(id, session);
        for (int place = 0; place < persister.getPropertyTypes().length; place++) {
            boolean isCopied = place != persister.getVersionPropertyIndex()
                    && !persister.getPropertyTypes()[place].isCollectionType();
            if (isCopied) {
                persister.setValue(copy, place, persister.getValue(one, place));
            }
        }
        return copy;
    }

    @Override
    public void throughEntityManager(ZooTransactions transactions) {
        Object made = transactions.run(this::copy);
        transactions.run(em -> {
            em.persist(made);
            return made;
        });
    }

    @Override
    public Outcome byUpdates(VersionedUpdates updates) {
        Outcome outcome = updates.create(store.inTransaction(this::copy));
        assertThat(outcome).isInstanceOf(Outcome.Updated.class);
        if (isFound()) {
            assertThat(updates.create(store.inTransaction(this::copy))).isInstanceOf(Outcome.Skipped.class);
        }
        return outcome;
    }

    /** Some are not found because Hibernate fails. */
    private boolean isFound() {
        try {
            return store.inTransaction(
                    em -> Objects.nonNull(em.find(store.animal().root(), id)));
        } catch (RuntimeException failure) {
            return false;
        }
    }

    @Override
    public boolean mayBeRefused() {
        return true;
    }

    @Override
    public boolean isOneStatement() {
        return false;
    }

    @Override
    public @Nullable Set<String> named(EntityManager em) {
        return null;
    }

    @Override
    public String toString() {
        return "creation of " + id + " like " + like;
    }
}
