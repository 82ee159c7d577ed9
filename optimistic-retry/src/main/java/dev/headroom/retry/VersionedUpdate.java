package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The definition of an update of one entity. Immutable: each method gives another definition, and one may be used any number of
 * times.
 *
 * @param <E> the entity
 */
public final class VersionedUpdate<E> {

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
        Set<String> newInputs = new LinkedHashSet<>(List.of(attributes));
        newInputs.forEach(attribute -> reading.entity().check("dependsOn(…)", attribute));
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
     * @param loader such as {@code plan::load} of a fetch plan; gets the entity manager of the reading transaction
     * @return another definition
     */
    public VersionedUpdate<E> reading(BiConsumer<EntityManager, Collection<E>> loader) {
        return new VersionedUpdate<>(
                updates, new Reading<>(reading.entity(), reading.id(), loader), policy, inputs, expected);
    }

    /**
     * Reads the entity, has the application compute, and writes what it says, if the entity is still as it was read; else again,
     * as the policy allows. Sends a select in a transaction of its own, and an update in another, for each attempt.
     *
     * @param function gets the entity, detached, and an empty patch, and returns what to write; an empty patch for nothing. It is
     *     called for each attempt that is not a rebase, without transaction, connection or lock (with both if the {@linkplain
     *     RetryPolicy#lockAfter policy locks} the row by then), so what must not be repeated goes through {@link Effects#once}. What it
     *     throws reaches the caller, and nothing is written.
     * @return how it ended
     * @throws InsideTransactionException inside a transaction
     * @throws InvalidUpdateException if the patch names what the entity does not have
     * @throws ConflictException after a conflict, if the policy says {@link OnConflict#FAIL}
     * @throws RetryInterruptedException if the thread is interrupted while it waits for the next attempt
     * @throws RuntimeException of JPA, if the database fails in another way; nothing is written then
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
            return header.matches(version);
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
