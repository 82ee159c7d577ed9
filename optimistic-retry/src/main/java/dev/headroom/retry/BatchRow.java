package dev.headroom.retry;

import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An entity of a batch, and what is to be written of it. */
final class BatchRow<E> {

    private final VersionedEntity<E> entity;
    private final Object id;
    private final Set<String> rebasedOver = new LinkedHashSet<>();

    /** The patch, and what it was computed from, or is written over without computing again. */
    private PatchStatement<E> statement;

    private int computations;

    BatchRow(VersionedEntity<E> entity, Object id, Snapshot<E> read) {
        this.entity = entity;
        this.id = id;
        this.statement = new PatchStatement<>(entity, id, read, Patch.empty());
    }

    Object id() {
        return id;
    }

    Snapshot<E> base() {
        return statement.snapshot();
    }

    /** Returns whether there is something to write. */
    boolean compute(BiFunction<? super E, Patch<E>, Patch<E>> function, Consumer<Patch<?>> check) {
        computations++;
        rebasedOver.clear();
        Patch<E> patch = Objects.requireNonNull(function.apply(base().entity(), Patch.empty()), "the function's patch");
        check.accept(patch);
        statement = new PatchStatement<>(entity, id, base(), patch).settled();
        return !statement.isEmpty();
    }

    /**
     * Goes on with what is there now.
     *
     * @param inputs of the computation; null if they are not known
     * @return whether the patch must be computed again
     */
    boolean renew(Snapshot<E> now, @Nullable Set<String> inputs) {
        Set<String> changed = entity.changed(base(), now);
        Snapshot<E> newBase = now.after(base(), changed);
        if (inputs == null
                || PatchStatement.touches(changed, inputs)
                || PatchStatement.touches(changed, statement.overwritten())) {
            statement = new PatchStatement<>(entity, id, newBase, Patch.empty());
            return true;
        }
        rebasedOver.addAll(changed);
        statement = statement.over(newBase);
        return false;
    }

    PatchStatement<E> statement() {
        return statement;
    }

    Outcome.Updated updated(@Nullable Object next, int attempts) {
        return new Outcome.Updated(next, attempts, computations, rebasedOver);
    }
}
