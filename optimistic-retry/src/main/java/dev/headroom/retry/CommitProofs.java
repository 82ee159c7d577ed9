package dev.headroom.retry;

import dev.headroom.retry.exception.UnknownCommitException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;

/**
 * Proves whether a transaction was committed when the connection was lost in its commit. An {@code EffectLog} of the package
 * {@code effects} does, by rows of its table; name it in {@link VersionedUpdatesBuilder#proveCommits}. Implementations are
 * thread-safe.
 */
public interface CommitProofs {

    /**
     * Puts a mark into a transaction.
     *
     * @param entityManager of the transaction
     * @param token a text that no other transaction has: up to 200 characters without a slash
     */
    void mark(EntityManager entityManager, String token);

    /**
     * Says whether the transaction with a mark was committed. Waits until that transaction has ended, because its commit may
     * still be on its way.
     *
     * @param token of the mark
     * @param atMost how long to wait, in whole seconds; zero for as long as the database waits
     * @return whether it was committed
     * @throws PersistenceException if the database does not answer
     * @throws UnknownCommitException if the connection was lost again
     */
    boolean wasCommitted(String token, Duration atMost);
}
