package dev.headroom.retry;

import dev.headroom.retry.exception.UnknownCommitException;
import dev.headroom.retry.internal.SqlFailure;
import dev.headroom.retry.internal.Transactions;
import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import jakarta.persistence.EntityExistsException;
import java.util.Set;

/** Inserts an entity unless it is there. */
final class Creation<E> {

    private final Transactions transactions;
    private final VersionedEntity<E> entity;

    Creation(Transactions transactions, VersionedEntity<E> entity) {
        this.transactions = transactions;
        this.entity = entity;
    }

    Outcome run(E made) {
        Object version = entity.version(made);
        try {
            transactions.run(entityManager -> {
                entityManager.persist(made);
                return true;
            });
        } catch (UnknownCommitException unknown) {
            return new Outcome.Unknown(unknown.getCause());
        } catch (RuntimeException failure) {
            entity.version(made, version);
            return other(made, failure);
        }
        return new Outcome.Updated(entity.version(made), 1, 1, Set.of());
    }

    /** Another one of its id, or the failure. */
    private Outcome other(E made, RuntimeException failure) {
        // Hibernate knows an entity of the second-level cache without asking the database
        if (SqlFailure.of(failure) != SqlFailure.CONSTRAINT && !(failure instanceof EntityExistsException)) {
            throw failure;
        }
        Object id = transactions.entityManagers().getPersistenceUnitUtil().getIdentifier(made);
        Snapshot<E> there = Reading.of(entity, id).from(transactions);
        if (there == null) {
            throw failure;
        }
        return new Outcome.Skipped(new Conflict(null, there.version(), Set.of()));
    }
}
