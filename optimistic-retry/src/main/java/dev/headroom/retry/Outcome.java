package dev.headroom.retry;

import dev.headroom.retry.exception.UnknownCommitException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an update ended. */
public sealed interface Outcome {

    /**
     * It was written, once.
     *
     * @param version that the entity has now; null if it was deleted
     * @param attempts how often it was tried to write
     * @param computations how often the application computed
     * @param rebasedOver the attributes that others changed meanwhile, and that the patch was written over without computing
     *     again, because it does not depend on them
     */
    record Updated(@Nullable Object version, int attempts, int computations, Set<String> rebasedOver)
            implements Outcome {

        /**
         * Copies the set.
         *
         * @param version as above
         * @param attempts as above
         * @param computations as above
         * @param rebasedOver as above
         */
        public Updated {
            rebasedOver = Set.copyOf(rebasedOver);
        }
    }

    /**
     * There was nothing to write: the application's patch was empty, or the entity had all its values already when it was read.
     *
     * @param version of the entity; null if it has none
     */
    record Unchanged(@Nullable Object version) implements Outcome {}

    /** There is no such entity, or no longer. Nothing was written. */
    record Gone() implements Outcome {}

    /**
     * Somebody else was faster, and that was enough. Nothing was written.
     *
     * @param conflict what the other did
     */
    record Skipped(Conflict conflict) implements Outcome {}

    /**
     * Somebody else was faster each time. Nothing was written.
     *
     * @param conflict the last one
     * @param attempts how often it was tried to write
     * @param limit what forbade another attempt
     */
    record Exhausted(Conflict conflict, int attempts, Limit limit) implements Outcome {}

    /**
     * No answer came to the commit of the update: the connection was lost, or the server was in trouble itself. It was written
     * once or not at all, and nothing tells which; it was not tried again.
     *
     * @param cause what the database's driver said
     */
    record Unknown(Throwable cause) implements Outcome {}

    /** What ends the attempts. */
    enum Limit {
        /** {@link RetryPolicy#attempts(int)}. */
        ATTEMPTS,
        /** {@link RetryPolicy#deadline}. */
        DEADLINE,
        /** A {@link RetryBudget}. */
        BUDGET
    }

    /**
     * For callers to which anything else than {@link Updated} and {@link Unchanged} is an error.
     *
     * @return the version that the entity has now; null if it has none, or was deleted
     * @throws ConflictException if it was not updated
     * @throws UnknownCommitException if that is not known
     */
    default @Nullable Object orElseThrow() {
        if (this instanceof Updated updated) {
            return updated.version();
        }
        if (this instanceof Unchanged unchanged) {
            return unchanged.version();
        }
        if (this instanceof Unknown unknown) {
            throw new UnknownCommitException(unknown.cause());
        }
        throw new ConflictException(
                this instanceof Gone
                        ? "The entity was not updated: there is none of this id, or no longer."
                        : "The entity was not updated: " + this,
                this);
    }
}
