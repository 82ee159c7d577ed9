package dev.headroom.retry;

import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.retry.exception.RetryInterruptedException;
import dev.headroom.retry.http.IfMatch;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The definition of an update of one entity. Immutable: each method gives another definition, and one may be used any number of
 * times.
 *
 * @param <E> the entity
 */
public final class VersionedUpdate<E> {

    /** {@code If-Match: *}, which allows whatever there is, with or without a version. */
    private static final List<String> ANY = List.of("*");

    private final VersionedUpdates updates;
    private final Reading<E> reading;
    private final RetryPolicy policy;
    private final @Nullable Set<String> inputs;
    private final @Nullable Object expected;

    private VersionedUpdate(
            VersionedUpdates updates,
            Reading<E> reading,
            RetryPolicy policy,
            @Nullable Set<String> inputs,
            @Nullable Object expected) {
        this.updates = updates;
        this.reading = reading;
        this.policy = policy;
        this.inputs = inputs;
        this.expected = expected;
    }

    VersionedUpdate(VersionedUpdates updates, VersionedEntity<E> entity, Object id, RetryPolicy policy) {
        this(updates, Reading.of(entity, id), policy, null, null);
    }

    /**
     * Tries in another way than the policy of the {@link VersionedUpdates}.
     *
     * @param newPolicy of this update
     * @return another definition
     */
    public VersionedUpdate<E> policy(RetryPolicy newPolicy) {
        Objects.requireNonNull(newPolicy, "newPolicy");
        return new VersionedUpdate<>(updates, reading, newPolicy, inputs, expected);
    }

    /**
     * Names the attributes that the computation looks at. After a conflict that changed none of them, the same patch is written on
     * the new version without computing again: a rebase. Attributes that the patch {@linkplain Patch#set sets} count as
     * well, because their new value would be lost. Without this, every conflict makes the application compute again.
     *
     * @param attributes names of attributes of the entity; none if the computation looks at nothing
     * @return another definition
     * @throws InvalidUpdateException if the entity has no such attribute
     */
    public VersionedUpdate<E> dependsOn(String... attributes) {
        Set<String> newInputs = reading.entity().attributes().checkInputs(attributes);
        return new VersionedUpdate<>(updates, reading, policy, newInputs, expected);
    }

    /**
     * Updates this version only, such as that of an {@code If-Match} header.
     *
     * @param version whole numbers of any type are equal if their values are
     * @return another definition; its outcome is {@link Outcome.Skipped} if the entity has another version
     */
    public VersionedUpdate<E> ifVersion(Object version) {
        return new VersionedUpdate<>(updates, reading, policy, inputs, Objects.requireNonNull(version, "version"));
    }

    /**
     * Updates only a version that an HTTP header allows.
     *
     * @param header of the request
     * @return another definition; its outcome is {@link Outcome.Skipped}, for status 412, if the entity has another version
     */
    public VersionedUpdate<E> ifVersion(IfMatch header) {
        return ifVersion((Object) header);
    }

    /**
     * Loads more of the entity for the computation, which cannot load anything itself.
     *
     * @param loader such as {@code plan::load} of a fetch plan; gets the entity manager of the reading transaction, in which
     *     repositories read as well if {@link VersionedUpdatesBuilder#transactions} begins it
     * @return another definition
     */
    public VersionedUpdate<E> reading(BiConsumer<EntityManager, Collection<E>> loader) {
        return with(new Reading<>(reading.entity(), reading.id(), loader, reading.view()));
    }

    private VersionedUpdate<E> with(Reading<E> newReading) {
        return new VersionedUpdate<>(updates, newReading, policy, inputs, expected);
    }

    /**
     * Has an entity manager of the caller read the entity again after the update, if it knows it: it would go on to show the
     * entity as it was. That happens where one stays open for the whole request, which Spring calls open-in-view.
     *
     * @param entityManager whose pending changes of this entity are lost; Spring's shared one is what it stands for now
     * @return another definition
     */
    public VersionedUpdate<E> refreshing(EntityManager entityManager) {
        return with(new Reading<>(reading.entity(), reading.id(), reading.more(), behind(entityManager)));
    }

    /** What Spring's proxy stands for now; null outside of a request, where it stands for nothing. */
    private static @Nullable EntityManager behind(EntityManager entityManager) {
        try {
            return (EntityManager) entityManager.unwrap(SharedSessionContractImplementor.class);
        } catch (IllegalStateException none) {
            return null;
        }
    }

    /**
     * Reads the entity, has the application compute, and writes what it says, if the entity is still as it was read; else again,
     * as the policy allows. Sends a select in a transaction of its own, and an update in another, for each attempt; before the
     * update a select that locks the row where {@linkplain Patch one statement does not do}.
     *
     * @param function gets the entity, detached, and an empty patch, and returns what to write; an empty patch for nothing. What it
     *     changes in the entity itself must be in the patch as well. It is
     *     called for each attempt that is not a rebase, without transaction, connection or lock (with both if the {@linkplain
     *     RetryPolicy#lockAfter policy locks} the row by then), so what must not be repeated goes through {@link dev.headroom.retry.effects.Effects#once}. What it
     *     throws reaches the caller, and nothing is written.
     * @return how it ended
     * @throws InsideTransactionException inside a transaction
     * @throws InvalidUpdateException if the patch says what cannot be written, or if the entity was changed instead
     * @throws ConflictException after a conflict, if the policy says {@link OnConflict#FAIL}
     * @throws RetryInterruptedException if the thread is interrupted while it waits for the next attempt
     * @throws RuntimeException of JPA, if the database refuses or fails in another way, or of Bean Validation; nothing is written then
     */
    public Outcome compute(BiFunction<? super E, Patch<E>, Patch<E>> function) {
        Objects.requireNonNull(function, "function");
        updates.transactions().refuseOuter("update(…).compute(…)");
        return new UpdateRun<>(updates, this, function).run();
    }

    Reading<E> reading() {
        return reading;
    }

    RetryPolicy policy() {
        return policy;
    }

    /** Null if a conflict always makes the application compute again. */
    @Nullable Set<String> inputs() {
        return inputs;
    }

    /** Whether it may update this version. */
    boolean accepts(@Nullable Object version) {
        if (expected instanceof IfMatch header) {
            return header.tags().equals(ANY) || header.matches(version);
        }
        if (expected instanceof Number one && version instanceof Number other) {
            return one.longValue() == other.longValue();
        }
        return expected == null || expected.equals(version);
    }

    @Nullable Object expected() {
        return expected;
    }
}
