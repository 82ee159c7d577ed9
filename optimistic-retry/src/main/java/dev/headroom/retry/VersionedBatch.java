package dev.headroom.retry;

import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.retry.exception.RetryInterruptedException;
import dev.headroom.retry.internal.mapping.VersionedEntity;
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
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The definition of an update of many entities: each is checked for itself, but they are read by one statement and committed
 * together, so many at a time. Immutable: each method gives another definition.
 *
 * @param <E> the entity
 */
public final class VersionedBatch<E> {

    /** Enough that a round trip for all hardly counts for one; few enough that they are locked, and kept in memory, for short. */
    private static final int TOGETHER = 100;

    private final VersionedUpdates updates;
    private final BatchReading<E> reading;
    private final List<Object> ids;
    private final RetryPolicy policy;
    private final @Nullable Set<String> inputs;

    private VersionedBatch(
            VersionedUpdates updates,
            BatchReading<E> reading,
            List<Object> ids,
            RetryPolicy policy,
            @Nullable Set<String> inputs) {
        this.updates = updates;
        this.reading = reading;
        this.ids = ids;
        this.policy = policy;
        this.inputs = inputs;
    }

    static <E> VersionedBatch<E> of(
            VersionedUpdates updates, VersionedEntity<E> entity, Collection<?> ids, RetryPolicy policy) {
        ids.forEach(id -> Objects.requireNonNull(id, "ids"));
        List<Object> inOrder = new ArrayList<>(new LinkedHashSet<>(ids));
        // Those who write the same rows in the same order do not wait for each other in a circle.
        if (inOrder.stream().allMatch(id -> id instanceof Comparable)) {
            inOrder.sort(null);
        }
        return new VersionedBatch<>(updates, BatchReading.of(entity), List.copyOf(inOrder), policy, null);
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
        return new VersionedBatch<>(updates, reading, ids, newPolicy, inputs);
    }

    /**
     * Names the attributes that the computation looks at, as {@link VersionedUpdate#dependsOn} does: an entity of which another
     * changed others only, and none that the patch sets, is written again without computing.
     *
     * @param attributes names of attributes of the entity; none if the computation looks at nothing
     * @return another definition
     * @throws InvalidUpdateException if the entity has no such attribute
     */
    public VersionedBatch<E> dependsOn(String... attributes) {
        Set<String> newInputs = reading.entity().attributes().checkInputs(attributes);
        return new VersionedBatch<>(updates, reading, ids, policy, newInputs);
    }

    /**
     * Loads more of the entities for the computation, which cannot load anything itself.
     *
     * @param newLoader such as {@code plan::load} of a fetch plan; gets the entity manager of the reading transaction
     * @return another definition
     */
    public VersionedBatch<E> reading(BiConsumer<EntityManager, Collection<E>> newLoader) {
        Objects.requireNonNull(newLoader, "newLoader");
        return new VersionedBatch<>(updates, new BatchReading<>(reading.entity(), newLoader), ids, policy, inputs);
    }

    /**
     * Updates them. Of each 100 entities, in the order of their ids, those that are still as they were read are written in one
     * transaction; the others are read and computed again, as the policy allows.
     *
     * <p>Those that follow each other and whose patches have the same form, whatever their values are, are one JDBC batch: to write
     * null is another form than to write a value. Where {@linkplain Patch one statement does not do}, and with {@link Patch#then}, they
     * are sent one by one. So are all if the driver does not tell the update count of each statement of a batch: the first batch that it does not
     * tell is rolled back, and written again.
     *
     * <p>If the connection is lost in a commit, one entity that can be locked and has its old version proves that none of that
     * transaction was written, and these are tried again. Otherwise each has the outcome {@link Outcome.Unknown}, unless commits
     * {@linkplain VersionedUpdatesBuilder#proveCommits are proven}.
     *
     * @param function as in {@link VersionedUpdate#compute}
     * @return how it ended for each id. If the database, or the function, fails in another way than by a conflict, the exception
     *     reaches the caller: what was written together before stays written, and the rest is not.
     * @throws InsideTransactionException inside a transaction
     * @throws InvalidUpdateException if a patch says what cannot be written, or if an entity was changed instead
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

    BatchReading<E> reading() {
        return reading;
    }

    private Map<Object, Outcome> run(List<Object> together, BiFunction<? super E, Patch<E>, Patch<E>> function) {
        Instant start = updates.settings().clock().instant();
        Map<Object, Outcome> outcomes = new BatchRun<>(updates, this, function).run(together);
        Duration took = Duration.between(start, updates.settings().clock().instant());
        outcomes.values()
                .forEach(outcome -> updates.listener().outcome(reading.entity().type(), outcome, took));
        return outcomes;
    }

    RetryPolicy policy() {
        return policy;
    }

    /** Null if a conflict always makes the application compute again. */
    @Nullable Set<String> inputs() {
        return inputs;
    }
}
