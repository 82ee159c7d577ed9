package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * The definition of an update of many entities: each is checked for itself, but they are read by one statement and committed
 * together, so many at a time. Immutable: each method gives another definition.
 *
 * @param <E> the entity
 */
public final class VersionedBatch<E> {

    private static final int TOGETHER = 100;

    private final VersionedUpdates updates;
    private final VersionedEntity<E> entity;
    private final List<Object> ids;
    private final RetryPolicy policy;
    private final BiConsumer<EntityManager, Collection<E>> loader;

    private VersionedBatch(
            VersionedUpdates updates,
            VersionedEntity<E> entity,
            List<Object> ids,
            RetryPolicy policy,
            BiConsumer<EntityManager, Collection<E>> loader) {
        this.updates = updates;
        this.entity = entity;
        this.ids = ids;
        this.policy = policy;
        this.loader = loader;
    }

    static <E> VersionedBatch<E> of(
            VersionedUpdates updates, VersionedEntity<E> entity, Collection<?> ids, RetryPolicy policy) {
        List<Object> inOrder = new ArrayList<>(new LinkedHashSet<>(ids));
        // Those who write the same rows in the same order do not wait for each other in a circle.
        if (inOrder.stream().allMatch(id -> id instanceof Comparable)) {
            inOrder.sort(null);
        }
        return new VersionedBatch<>(updates, entity, List.copyOf(inOrder), policy, (entityManager, read) -> {});
    }

    /**
     * Tries in another way than the policy of the {@link VersionedUpdates}. An attempt is one for the entities that are left of those
     * that are written together; a batch locks no rows, whatever the policy says of that.
     *
     * @param newPolicy of this update
     * @return another definition
     */
    public VersionedBatch<E> policy(RetryPolicy newPolicy) {
        Objects.requireNonNull(newPolicy, "newPolicy");
        return new VersionedBatch<>(updates, entity, ids, newPolicy, loader);
    }

    /**
     * Loads more of the entities for the computation, which cannot load anything itself.
     *
     * @param newLoader such as {@code plan::load} of a fetch plan; gets the entity manager of the reading transaction
     * @return another definition
     */
    public VersionedBatch<E> reading(BiConsumer<EntityManager, Collection<E>> newLoader) {
        return new VersionedBatch<>(updates, entity, ids, policy, Objects.requireNonNull(newLoader, "newLoader"));
    }

    /**
     * Updates them. Of each 100 entities, in the order of their ids, those that are still as they were read are written in one
     * transaction, by a statement each; the others are read and computed again, as the policy allows.
     *
     * @param function as in {@link VersionedUpdate#compute}
     * @return how it ended for each id. If the database, or the function, fails in another way than by a conflict, the exception
     *     reaches the caller: what was written together before stays written, and the rest is not.
     * @throws InsideTransactionException inside a transaction
     * @throws InvalidUpdateException if a patch names what the entity does not have
     * @throws ConflictException after a conflict, if the policy says {@link OnConflict#FAIL}
     * @throws RetryInterruptedException if the thread is interrupted while it waits for the next attempt
     */
    public Map<Object, Outcome> compute(BiFunction<? super E, Patch<E>, Patch<E>> function) {
        Objects.requireNonNull(function, "function");
        updates.transactions().refuseOuter("updateAll(…).compute(…)");
        Map<Object, Outcome> outcomes = new LinkedHashMap<>();
        for (int from = 0; from < ids.size(); from += TOGETHER) {
            List<Object> together = ids.subList(from, Math.min(ids.size(), from + TOGETHER));
            outcomes.putAll(run(together, function));
        }
        return outcomes;
    }

    private Map<Object, Outcome> run(List<Object> together, BiFunction<? super E, Patch<E>, Patch<E>> function) {
        Instant start = updates.settings().clock().instant();
        Map<Object, Outcome> outcomes = new BatchRun<>(updates, this, function).run(together);
        Duration took = Duration.between(start, updates.settings().clock().instant());
        outcomes.values().forEach(outcome -> updates.listener().outcome(entity.type(), outcome, took));
        return outcomes;
    }

    VersionedEntity<E> entity() {
        return entity;
    }

    RetryPolicy policy() {
        return policy;
    }

    BiConsumer<EntityManager, Collection<E>> loader() {
        return loader;
    }
}
