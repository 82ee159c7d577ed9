package dev.headroom.retry;

import dev.headroom.retry.Outcome.Exhausted;
import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Limit;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Unchanged;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.PatchStatement.Won;
import dev.headroom.retry.exception.UnknownCommitException;
import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import dev.headroom.retry.locks.LockLimit;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.DataException;
import org.jspecify.annotations.Nullable;

/** One call of {@link VersionedUpdate#compute}. */
final class UpdateRun<E> {

    private final VersionedUpdates updates;
    private final VersionedUpdate<E> update;
    private final VersionedEntity<E> entity;
    private final BiFunction<? super E, Patch<E>, Patch<E>> function;
    private final Retries retries;
    private final Set<String> rebasedOver = new LinkedHashSet<>();

    /** The patch, and what it was computed from, or is written over without computing again. */
    private @Nullable PatchStatement<E> statement;

    private @Nullable Written written;

    /** Whether the attempt is one statement without a transaction around it. */
    private boolean lone;

    private int computations;
    private int conflicts;

    UpdateRun(VersionedUpdates updates, VersionedUpdate<E> update, BiFunction<? super E, Patch<E>, Patch<E>> function) {
        this.updates = updates;
        this.update = update;
        this.entity = update.reading().entity();
        this.function = function;
        this.retries = new Retries(updates.settings(), update.policy());
    }

    Outcome run() {
        Instant start = updates.settings().clock().instant();
        Optional<Outcome> end = begin();
        while (end.isEmpty()) {
            end = attempt();
            if (end.isEmpty()) {
                end = afterConflict();
            }
        }
        Duration took = Duration.between(start, updates.settings().clock().instant());
        update.reading().refreshView();
        updates.listener().outcome(entity.type(), end.get(), took);
        return end.get();
    }

    private Optional<Outcome> begin() {
        Snapshot<E> read = read();
        if (read == null) {
            return Optional.of(new Gone());
        }
        return update.accepts(read.version()) ? compute(read) : Optional.of(unwanted(read));
    }

    private Outcome unwanted(Snapshot<E> read) {
        return new Skipped(new Conflict(update.expected(), read.version(), Set.of()));
    }

    private @Nullable Snapshot<E> read() {
        return retries.<@Nullable Snapshot<E>>read(() -> update.reading().from(updates.transactions()));
    }

    /** Returns an outcome if there is nothing to write. */
    private Optional<Outcome> compute(Snapshot<E> read) {
        computations++;
        rebasedOver.clear();
        Patch<E> patch = Objects.requireNonNull(function.apply(read.entity(), Patch.empty()), "the function's patch");
        updates.checkMore(patch);
        statement = new PatchStatement<>(entity, update.reading().id(), read, patch).settled();
        return statement.isEmpty() ? Optional.of(new Unchanged(read.version())) : Optional.empty();
    }

    private PatchStatement<E> statement() {
        return Objects.requireNonNull(statement);
    }

    private Snapshot<E> base() {
        return statement().snapshot();
    }

    /** Returns no outcome after a conflict. */
    private Optional<Outcome> attempt() {
        retries.beginAttempt();
        written = null;
        lone = !locks()
                && updates.proofs() == null
                && !entity.isCached()
                && statement().isAlone();
        try {
            return locks() ? attemptLocked() : attemptUnlocked();
        } catch (UnknownCommitException unknown) {
            return lone && entity.versionAttribute() != null
                    ? writeAgain(unknown.getCause())
                    : new LostCommit<>(updates, update, base()).resolve(unknown.getCause(), written);
        } catch (RuntimeException failure) {
            if (VersionedUpdates.isContention(failure)) {
                return Optional.empty();
            }
            if (failure instanceof DataException && statement().sendsGuards()) {
                statement = statement().inJava(); // a value that was read may be none that can be sent
                return attempt();
            }
            throw failure;
        }
    }

    private boolean locks() {
        int lockAfter = update.policy().lockAfter();
        return lockAfter > 0 && conflicts >= lockAfter;
    }

    private Optional<Outcome> attemptUnlocked() {
        return lone
                ? updates.transactions().statement(this::writeAlone)
                : updates.transactions().run(this::write);
    }

    /**
     * A lone statement whose connection was lost may still be on its way, and holds no lock yet. To write once more what it
     * writes gives the row another version than the one that it looks for.
     */
    private Optional<Outcome> writeAgain(Throwable cause) {
        Written lost = written;
        try {
            Optional<Outcome> won = updates.transactions().run(this::write);
            return won.isPresent() ? won : new LostCommit<>(updates, update, base()).resolve(cause, lost);
        } catch (RuntimeException stillDown) {
            cause.addSuppressed(stillDown);
            return Optional.of(new Outcome.Unknown(cause));
        }
    }

    private Optional<Outcome> attemptLocked() {
        LockLimit limit = updates.locks().limit();
        return limit == null
                ? updates.transactions().run(this::writeLocked)
                : limit.run(update.reading().id(), () -> updates.transactions().run(this::writeLocked));
    }

    private Optional<Outcome> write(EntityManager entityManager) {
        Won won = statement().run(entityManager);
        if (won == null) {
            return Optional.empty();
        }
        Written one = written(won.version());
        written = updates.proofs() == null ? one : one.marked(updates.proofs(), entityManager);
        return Optional.of(one.outcome());
    }

    private Optional<Outcome> writeAlone(SharedSessionContractImplementor session) {
        Object next = statement().next(session);
        Written one = written(next);
        written = one; // unless the statement says something else
        if (statement().runAlone(session, next)) {
            return Optional.of(one.outcome());
        }
        written = null;
        return Optional.empty();
    }

    private Written written(@Nullable Object version) {
        Updated updated = new Updated(version, retries.attempts(), computations, rebasedOver);
        return new Written(updated, statement()::attributes, null);
    }

    /** Nobody can be faster now, but somebody was since the patch was computed. */
    private Optional<Outcome> writeLocked(EntityManager entityManager) {
        Snapshot<E> locked =
                update.reading().locked(entityManager, base(), updates.locks().patience());
        if (locked == null) {
            return Optional.of(new Gone());
        }
        if (!update.accepts(locked.version())) {
            return Optional.of(unwanted(locked));
        }
        Optional<Outcome> end = renew(locked);
        return end.isPresent() ? end : write(entityManager);
    }

    private Optional<Outcome> afterConflict() {
        conflicts++;
        Optional<Limit> limit =
                update.policy().onConflict() == OnConflict.RETRY ? retries.awaitNext() : Optional.empty();
        Snapshot<E> read = read();
        if (read == null) {
            return Optional.of(new Gone());
        }
        Conflict conflict = new Conflict(base().version(), read.version(), entity.changed(base(), read));
        updates.listener().conflict(entity.type(), conflict, retries.attempts());
        Optional<Outcome> end = end(conflict, limit, read);
        return end.isPresent() || locks() ? end : renew(read);
    }

    private Optional<Outcome> end(Conflict conflict, Optional<Limit> limit, Snapshot<E> read) {
        OnConflict rule = update.policy().onConflict();
        if (rule == OnConflict.FAIL) {
            throw new ConflictException(
                    "Another transaction has changed " + entity.type().getSimpleName() + " since it was read: "
                            + conflict,
                    new Skipped(conflict));
        }
        if (rule == OnConflict.SKIP) {
            return Optional.of(new Skipped(conflict));
        }
        if (!update.accepts(read.version())) {
            return Optional.of(unwanted(read));
        }
        return limit.map(reached -> new Exhausted(conflict, retries.attempts(), reached));
    }

    /** Makes the patch one for what is there now. */
    private Optional<Outcome> renew(Snapshot<E> now) {
        Set<String> changed = entity.changed(base(), now);
        Snapshot<E> newBase = now.after(base(), changed);
        Set<String> inputs = update.inputs();
        if (inputs == null
                || PatchStatement.touches(changed, inputs)
                || PatchStatement.touches(changed, statement().overwritten())) {
            return compute(newBase);
        }
        rebasedOver.addAll(changed);
        statement = statement().over(newBase);
        return Optional.empty();
    }
}
