package dev.headroom.retry;

import dev.headroom.retry.Outcome.Exhausted;
import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Limit;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Unchanged;
import dev.headroom.retry.Outcome.Unknown;
import dev.headroom.retry.Outcome.Updated;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Entities of one call of {@link VersionedBatch#compute} that are written together. */
final class BatchRun<E> {

    private final VersionedUpdates updates;
    private final VersionedBatch<E> batch;
    private final VersionedEntity<E> entity;
    private final BiFunction<? super E, Patch<E>, Patch<E>> function;
    private final Retries retries;
    private final Map<Object, Outcome> outcomes = new LinkedHashMap<>();

    /** What the open ones were computed from. */
    private Map<Object, Snapshot<E>> bases = new LinkedHashMap<>();

    private final Map<Object, Patch<E>> patches = new LinkedHashMap<>();

    BatchRun(VersionedUpdates updates, VersionedBatch<E> batch, BiFunction<? super E, Patch<E>, Patch<E>> function) {
        this.updates = updates;
        this.batch = batch;
        this.entity = batch.entity();
        this.function = function;
        this.retries = new Retries(updates.settings(), batch.policy());
    }

    Map<Object, Outcome> run(List<Object> ids) {
        bases = read(ids);
        compute(ids);
        while (!patches.isEmpty()) {
            attempt();
            if (!patches.isEmpty()) {
                afterConflicts();
            }
        }
        Map<Object, Outcome> inOrder = new LinkedHashMap<>();
        ids.forEach(id -> inOrder.put(id, outcomes.get(id)));
        return inOrder;
    }

    private Map<Object, Snapshot<E>> read(List<Object> ids) {
        return updates.transactions().read(entityManager -> {
            Map<Object, Snapshot<E>> snapshots = new LinkedHashMap<>();
            List<E> found = new ArrayList<>();
            List<@Nullable E> all = entityManager
                    .unwrap(Session.class)
                    .findMultiple(entity.type(), ids, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS);
            for (int place = 0; place < ids.size(); place++) {
                E one = all.get(place);
                if (one != null) {
                    snapshots.put(ids.get(place), entity.snapshot(one));
                    found.add(one);
                }
            }
            batch.loader().accept(entityManager, found);
            return snapshots;
        });
    }

    private void compute(List<Object> ids) {
        for (Object id : ids) {
            Snapshot<E> read = bases.get(id);
            if (read == null) {
                end(id, new Gone());
                continue;
            }
            Patch<E> patch =
                    Objects.requireNonNull(function.apply(read.entity(), Patch.empty()), "the function's patch");
            if (patch.isEmpty()) {
                end(id, new Unchanged(read.version()));
            } else {
                new PatchStatement<>(entity, id, read, patch).check();
                patches.put(id, patch);
            }
        }
    }

    private void end(Object id, Outcome outcome) {
        patches.remove(id);
        outcomes.put(id, outcome);
    }

    private void attempt() {
        retries.beginAttempt();
        try {
            updates.transactions().run(this::write).forEach(this::end);
        } catch (UnknownCommitException unknown) {
            List.copyOf(patches.keySet()).forEach(id -> end(id, new Unknown(unknown.getCause())));
        } catch (RuntimeException failure) {
            if (SqlFailure.of(failure) != SqlFailure.CONTENTION) {
                throw failure;
            }
        }
    }

    /** Those that win. */
    private Map<Object, Outcome> write(EntityManager entityManager) {
        Map<Object, Outcome> written = new LinkedHashMap<>();
        patches.forEach((id, patch) -> {
            Snapshot<E> base = Objects.requireNonNull(bases.get(id));
            Object next = entity.versionAttribute() == null || patch.deletes()
                    ? null
                    : entity.next(base, entityManager.unwrap(SharedSessionContractImplementor.class));
            if (new PatchStatement<>(entity, id, base, patch).run(entityManager, next)) {
                written.put(id, new Updated(next, retries.attempts(), retries.attempts(), Set.of()));
            }
        });
        return written;
    }

    private void afterConflicts() {
        OnConflict rule = batch.policy().onConflict();
        Optional<Limit> limit = rule == OnConflict.RETRY ? retries.awaitNext() : Optional.empty();
        List<Object> left = List.copyOf(patches.keySet());
        Map<Object, Snapshot<E>> before = bases;
        bases = read(left);
        patches.clear();
        List<Object> again = new ArrayList<>();
        for (Object id : left) {
            Conflict conflict = conflict(Objects.requireNonNull(before.get(id)), bases.get(id));
            if (!bases.containsKey(id)) {
                end(id, new Gone());
            } else if (rule != OnConflict.RETRY) {
                end(id, new Skipped(conflict));
            } else if (limit.isPresent()) {
                end(id, new Exhausted(conflict, retries.attempts(), limit.get()));
            } else {
                again.add(id);
            }
        }
        if (rule == OnConflict.FAIL) {
            throw new ConflictException(
                    "Another transaction has changed a " + entity.type().getSimpleName()
                            + " of the batch since it was read.",
                    Objects.requireNonNull(outcomes.get(left.get(0))));
        }
        compute(again);
    }

    private Conflict conflict(Snapshot<E> before, @Nullable Snapshot<E> now) {
        Conflict conflict = now == null
                ? new Conflict(before.version(), null, Set.of())
                : new Conflict(before.version(), now.version(), entity.changed(before, now));
        updates.listener().conflict(entity.type(), conflict, retries.attempts());
        return conflict;
    }
}
