package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an application does to rows of an animal, in two ways that must leave the same rows. */
interface ZooStep {

    void throughEntityManager(ZooTransactions transactions);

    /** Fails if the outcome is another than it must be. */
    Outcome byUpdates(VersionedUpdates updates);

    /** What is there nevertheless after it was refused, through an entity manager. */
    default void besideRefusal(ZooTransactions transactions) {}

    /** Whether updates refuse it, as far as that is known before. */
    default boolean isRefused(EntityManager em) {
        return false;
    }

    /** Whether it is a limit of the module if this is refused. */
    boolean mayBeRefused();

    /** Whether it is written without an entity. */
    boolean isOneStatement();

    /**
     * The columns that it writes of rows of the root, as they are now: what is there already is not written. Null if it makes or
     * deletes rows.
     */
    @Nullable Set<String> named(EntityManager em);
}
