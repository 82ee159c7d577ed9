package dev.headroom.retry;

import dev.headroom.retry.Outcome.Exhausted;
import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Limit;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Unchanged;
import dev.headroom.retry.exception.UnknownCommitException;
import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Entities of one call of {@link VersionedBatch#compute} that are written together. */
final class BatchRun<E> {

    private final VersionedUpdates updates;
    private final VersionedBatch<E> batch;
    private final VersionedEntity<E> entity;
    private final BiFunction<? super E, Patch<E>, Patch<E>> function;
    private final Retries retries;
    private final Map<Object, Outcome> outcomes = new LinkedHashMap<>();

    /** Those that have no outcome yet, by their ids. */
    private final Map<Object, BatchRow<E>> open = new LinkedHashMap<>();

    /** What the transaction of this attempt wrote, if it is committed. */
    private Map<BatchRow<E>, Written> written = Map.of();

    BatchRun(VersionedUpdates updates, VersionedBatch<E> batch, BiFunction<? super E, Patch<E>, Patch<E>> function) {
        this.updates = updates;
        this.batch = batch;
        this.entity = batch.reading().entity();
        this.function = function;
        this.retries = new Retries(updates.settings(), batch.policy());
    }

    Map<Object, Outcome> run(List<Object> ids) {
        begin(ids);
        while (!open.isEmpty()) {
            attempt();
            if (!open.isEmpty()) {
                afterConflicts();
            }
        }
        Map<Object, Outcome> inOrder = new LinkedHashMap<>();
        ids.forEach(id -> inOrder.put(id, outcomes.get(id)));
        return inOrder;
    }

    private Map<Object, Snapshot<E>> read(List<Object> ids) {
        return retries.read(() -> batch.reading().from(updates.transactions(), ids));
    }

    private void begin(List<Object> ids) {
        Map<Object, Snapshot<E>> read = read(ids);
        ids.forEach(id -> {
            Snapshot<E> one = read.get(id);
            if (one == null) {
                outcomes.put(id, new Gone());
            } else {
                open.put(id, new BatchRow<>(entity, id, one));
            }
        });
        List.copyOf(open.values()).forEach(this::compute);
    }

    private void compute(BatchRow<E> row) {
        if (!row.compute(function, updates::checkMore)) {
            end(row, new Unchanged(row.base().version()));
        }
    }

    private void end(BatchRow<E> row, Outcome outcome) {
        open.remove(row.id());
        outcomes.put(row.id(), outcome);
    }

    private void attempt() {
        retries.beginAttempt();
        written = Map.of();
        try {
            writeAll();
            written.forEach((row, one) -> end(row, one.outcome()));
        } catch (UnknownCommitException unknown) {
            new LostBatch<>(updates, entity, written)
                    .resolve(unknown.getCause())
                    .forEach(this::end);
        } catch (RuntimeException failure) {
            if (!VersionedUpdates.isContention(failure)) {
                throw failure;
            }
        }
    }

    private void writeAll() {
        try {
            updates.transactions().run(this::write);
        } catch (BatchWrite.UnknownCountsException nothingIsWritten) {
            updates.avoidBatches();
            updates.transactions().run(this::write);
        }
    }

    /** Returns what {@link #written} is then, which a lost commit does not return. */
    private Map<BatchRow<E>, Written> write(EntityManager entityManager) {
        Map<BatchRow<E>, @Nullable Object> won =
                new BatchWrite<>(entityManager, entity, !updates.avoidsBatches()).run(open.values());
        CommitProofs proofs = updates.proofs();
        String mark = proofs == null || won.isEmpty() ? null : Written.mark(proofs, entityManager);
        Map<BatchRow<E>, Written> all = new LinkedHashMap<>();
        won.forEach((row, next) ->
                all.put(row, new Written(row.updated(next, retries.attempts()), row.statement()::attributes, mark)));
        written = all;
        return all;
    }

    private void afterConflicts() {
        OnConflict rule = batch.policy().onConflict();
        Optional<Limit> limit = rule == OnConflict.RETRY ? retries.awaitNext() : Optional.empty();
        List<BatchRow<E>> left = List.copyOf(open.values());
        Map<Object, Snapshot<E>> read = read(List.copyOf(open.keySet()));
        for (BatchRow<E> row : left) {
            Snapshot<E> now = read.get(row.id());
            Conflict conflict = conflict(row.base(), now);
            if (now == null) {
                end(row, new Gone());
            } else if (rule != OnConflict.RETRY) {
                end(row, new Skipped(conflict));
            } else if (limit.isPresent()) {
                end(row, new Exhausted(conflict, retries.attempts(), limit.get()));
            }
        }
        if (rule == OnConflict.FAIL) {
            throw new ConflictException(
                    "Another transaction has changed a " + entity.type().getSimpleName()
                            + " of the batch since it was read.",
                    Objects.requireNonNull(outcomes.get(left.get(0).id())));
        }
        List.copyOf(open.values()).forEach(row -> renew(row, Objects.requireNonNull(read.get(row.id()))));
    }

    private void renew(BatchRow<E> row, Snapshot<E> now) {
        if (row.renew(now, batch.inputs())) {
            compute(row);
        }
    }

    private Conflict conflict(Snapshot<E> before, @Nullable Snapshot<E> now) {
        Conflict conflict = now == null
                ? new Conflict(before.version(), null, Set.of())
                : new Conflict(before.version(), now.version(), entity.changed(before, now));
        updates.listener().conflict(entity.type(), conflict, retries.attempts());
        return conflict;
    }
}
