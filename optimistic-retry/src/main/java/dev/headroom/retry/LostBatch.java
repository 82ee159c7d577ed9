package dev.headroom.retry;

import dev.headroom.retry.internal.mapping.VersionedEntity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds out whether the transaction of a batch was committed: all that it wrote is there, or nothing. */
final class LostBatch<E> {

    private final VersionedUpdates updates;
    private final VersionedEntity<E> entity;
    private final Map<BatchRow<E>, Written> written;

    /**
     * @param written what is there if it was committed, with the same mark for all
     */
    LostBatch(VersionedUpdates updates, VersionedEntity<E> entity, Map<BatchRow<E>, Written> written) {
        this.updates = updates;
        this.entity = entity;
        this.written = written;
    }

    /**
     * Asks the database.
     *
     * @return the outcomes of what was or may be written; empty if it is certain that nothing is
     */
    Map<BatchRow<E>, Outcome> resolve(Throwable cause) {
        if (written.isEmpty()) {
            return Map.of();
        }
        try {
            CommitProofs proofs = updates.proofs();
            if (proofs != null) {
                return proofs.wasCommitted(mark(), LostCommit.PATIENCE) ? outcomes() : Map.of();
            }
            return isUnwritten() ? Map.of() : unknown(cause);
        } catch (RuntimeException stillDown) {
            cause.addSuppressed(stillDown);
            return unknown(cause);
        }
    }

    private String mark() {
        return Objects.requireNonNull(List.copyOf(written.values()).get(0).mark());
    }

    /** One row that is not written proves it of all. */
    private boolean isUnwritten() {
        return written.entrySet().stream().anyMatch(one -> {
            BatchRow<E> row = one.getKey();
            return new LostCommit<>(updates, Reading.of(entity, row.id()), row.base()).isUnwritten(one.getValue());
        });
    }

    private Map<BatchRow<E>, Outcome> outcomes() {
        Map<BatchRow<E>, Outcome> outcomes = new LinkedHashMap<>();
        written.forEach((row, one) -> outcomes.put(row, one.outcome()));
        return outcomes;
    }

    private Map<BatchRow<E>, Outcome> unknown(Throwable cause) {
        Map<BatchRow<E>, Outcome> outcomes = new LinkedHashMap<>();
        written.keySet().forEach(row -> outcomes.put(row, new Outcome.Unknown(cause)));
        return outcomes;
    }
}
