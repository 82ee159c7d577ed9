package dev.headroom.retry;

import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import dev.headroom.retry.locks.LockWait;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out whether a commit that the database did not answer to was done. */
final class LostCommit<E> {

    /** Longer than a database takes to notice that a client is gone, if it does. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final VersionedUpdates updates;
    private final Reading<E> reading;
    private final Snapshot<E> base;

    /**
     * @param base what the update was written over
     */
    LostCommit(VersionedUpdates updates, VersionedUpdate<E> update, Snapshot<E> base) {
        this(updates, update.reading(), base);
    }

    LostCommit(VersionedUpdates updates, Reading<E> reading, Snapshot<E> base) {
        this.updates = updates;
        this.reading = reading;
        this.base = base;
    }

    /**
     * Asks the database.
     *
     * @param written null if nothing was
     * @return the outcome; empty if it is certain that nothing is written
     */
    Optional<Outcome> resolve(Throwable cause, @Nullable Written written) {
        if (written == null) {
            return Optional.empty();
        }
        try {
            if (updates.proofs() != null && written.mark() != null) {
                return updates.proofs().wasCommitted(written.mark(), PATIENCE)
                        ? Optional.of(written.outcome())
                        : Optional.empty();
            }
            return isUnwritten(written) ? Optional.empty() : Optional.of(new Outcome.Unknown(cause));
        } catch (RuntimeException stillDown) {
            cause.addSuppressed(stillDown);
            return Optional.of(new Outcome.Unknown(cause));
        }
    }

    /**
     * Whoever committed holds the row's lock until that has ended, so that the row tells the truth once it can be locked. If it has
     * the old version, nothing replaced that. If it has the next one, somebody wrote once; it was somebody else if what changed is
     * not in the patch.
     */
    boolean isUnwritten(Written written) {
        VersionedEntity<E> entity = reading.entity();
        if (entity.versionAttribute() == null) {
            return false;
        }
        Snapshot<E> now = updates.transactions()
                .read(entityManager -> reading.locked(entityManager, base, LockWait.atMost(PATIENCE)));
        if (now == null) {
            return false;
        }
        return Objects.equals(now.version(), base.version())
                || (Objects.equals(now.version(), written.outcome().version())
                        && !written.attributes().get().containsAll(entity.changed(base, now)));
    }
}
