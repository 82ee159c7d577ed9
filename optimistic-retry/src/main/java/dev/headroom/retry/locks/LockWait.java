package dev.headroom.retry.locks;

import jakarta.persistence.LockModeType;
import jakarta.persistence.Timeout;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import org.hibernate.Locking;
import org.hibernate.Timeouts;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.jpa.SpecHints;

/**
 * What a statement does when another transaction has locked the row that it wants to lock. Without one of these it waits as
 * long as the database is set to: on PostgreSQL, for ever.
 *
 * <pre>{@code
 * Mail one = em.find(Mail.class, id, LockModeType.PESSIMISTIC_WRITE, LockWait.noWait().timeout());
 * List<Mail> all = LockWait.atMost(Duration.ofSeconds(2)).lock(em.createQuery("from Mail", Mail.class)).getResultList();
 * }</pre>
 *
 * <p>A lock that was not got fails as JPA says, with a {@code LockTimeoutException} or {@code PessimisticLockException}. The
 * transaction is to be rolled back then. Immutable.
 */
public final class LockWait {

    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private final Timeout timeout;

    private LockWait(Timeout timeout) {
        this.timeout = timeout;
    }

    /**
     * Fails at once: {@code for update nowait}.
     *
     * @return that
     */
    public static LockWait noWait() {
        return new LockWait(Timeouts.NO_WAIT);
    }

    /**
     * Waits, but not for ever. PostgreSQL waits so many milliseconds ({@code set local lock_timeout}, which is set back by
     * another statement after the one that locks); H2 and MariaDB wait whole seconds, the nearest number but at least one
     * ({@code for update wait 2}).
     *
     * @param wait for each row; at least one millisecond, and less than 24 days
     * @return that
     * @throws IllegalArgumentException if it is less or more
     */
    public static LockWait atMost(Duration wait) {
        if (wait.compareTo(Duration.ofMillis(1)) < 0 || wait.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "LockWait.atMost(" + wait
                            + "): at least one millisecond and less than 24 days are needed. Not to wait at all, say noWait().");
        }
        return new LockWait(Timeout.milliseconds(Math.toIntExact(wait.toMillis())));
    }

    /**
     * Leaves out the rows that are locked, as if they were not there: {@code for update skip locked}. An entity that is looked
     * for by its id and locked is not found.
     *
     * @return that
     */
    public static LockWait skipLocked() {
        return new LockWait(Timeouts.SKIP_LOCKED);
    }

    /**
     * For {@code EntityManager.find}, {@code lock} and {@code refresh}, next to a pessimistic lock mode.
     *
     * @return an option of JPA
     */
    public Timeout timeout() {
        return timeout;
    }

    /**
     * Has a query lock the rows that it returns, for writing, until its transaction ends. A query whose rows cannot be locked
     * by the same statement, such as one with {@code distinct}, is locked row by row after it; with {@link #skipLocked()} it
     * fails, because it would return rows that it did not lock.
     *
     * @param <T> what it returns
     * @param query of entities
     * @return the same query
     */
    public <T> TypedQuery<T> lock(TypedQuery<T> query) {
        query.setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, timeout.milliseconds());
        if (timeout.equals(Timeouts.SKIP_LOCKED)) {
            query.setHint(HibernateHints.HINT_FOLLOW_ON_STRATEGY, Locking.FollowOn.DISALLOW);
        }
        return query;
    }
}
