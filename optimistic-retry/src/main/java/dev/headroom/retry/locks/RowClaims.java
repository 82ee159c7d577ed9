package dev.headroom.retry.locks;

import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.retry.exception.RetryInterruptedException;
import dev.headroom.retry.exception.UnknownCommitException;
import dev.headroom.retry.internal.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows that wait to be worked on, such that no two threads or processes get the same: {@code select … for update skip
 * locked}.
 *
 * <pre>{@code
 * RowClaims claims = RowClaims.using(entityManagerFactory);
 * int sent = claims.claim(
 *         Mail.class, (mail, cb) -> cb.equal(mail.get("sent"), 0), 10, (em, mails) -> mails.forEach(Mail::send));
 * }</pre>
 *
 * <p>The rows stay locked, and a connection borrowed, until the work ends: keep it short, or bound it by a {@link LockLimit}. For
 * work that takes long, claim the rows by an update of a state, and work after that. Immutable and thread-safe.
 */
public final class RowClaims {

    private final Transactions transactions;
    private final @Nullable LockLimit limit;

    private RowClaims(Transactions transactions, @Nullable LockLimit limit) {
        this.transactions = transactions;
        this.limit = limit;
    }

    /**
     * Claims without a limit.
     *
     * @param entityManagers of resource-local transactions
     * @return claims in transactions of their own
     */
    public static RowClaims using(EntityManagerFactory entityManagers) {
        return new RowClaims(new Transactions(entityManagers, null), null);
    }

    /**
     * The same in a container whose transactions Hibernate does not know of, such as Spring. Needs {@link #transactions}: what
     * the work calls of the application's repositories would wait for the rows that are locked here.
     *
     * @param entityManagers of resource-local transactions
     * @param insideTransaction whether the thread is in a transaction of the application
     * @return claims
     */
    public static RowClaims using(EntityManagerFactory entityManagers, BooleanSupplier insideTransaction) {
        return new RowClaims(new Transactions(entityManagers, insideTransaction), null);
    }

    /**
     * Has the application begin and commit the transactions.
     *
     * @param boundary as in {@link dev.headroom.retry.VersionedUpdatesBuilder#transactions}
     * @return other claims
     */
    public RowClaims transactions(Consumer<Consumer<EntityManager>> boundary) {
        return new RowClaims(transactions.begunBy(boundary), limit);
    }

    /**
     * Bounds how many claims run at once. The limit's key is the entity class.
     *
     * @param newLimit whose permits are held until the transaction ends
     * @return other claims
     */
    public RowClaims limit(LockLimit newLimit) {
        return new RowClaims(transactions, newLimit);
    }

    /**
     * Claims rows in whatever order the database finds first.
     *
     * @param <E> their entity
     * @param type of the rows
     * @param filter which rows; a query of its own for each call, without joins to collections
     * @param atMost how many rows; at least 1
     * @param work as in {@link #claim(Class, BiFunction, BiFunction, int, BiConsumer)}
     * @return how many rows were claimed
     * @throws IllegalArgumentException if {@code atMost} is less than 1, or the type is no entity
     * @throws IllegalStateException if a row is in several tables
     * @throws InsideTransactionException if the thread is in a transaction
     * @throws InvalidUpdateException in a container, without {@link #transactions}
     * @throws LockLimitException if the limit is full; nothing was done
     * @throws RetryInterruptedException if the thread was interrupted while it waited for the limit; nothing was done
     * @throws UnknownCommitException if the database did not say how the commit ended
     */
    public <E> int claim(
            Class<E> type,
            BiFunction<Root<E>, CriteriaBuilder, Predicate> filter,
            int atMost,
            BiConsumer<EntityManager, List<E>> work) {
        return claim(type, filter, (root, criteria) -> List.of(), atMost, work);
    }

    /**
     * Claims rows, has the application work on them, and commits, all in one new transaction. If the work throws, all is rolled
     * back, the rows are free again, and the exception reaches the caller. Rows that others have locked are left out; there are
     * fewer than asked for only if no others match.
     *
     * <p>PostgreSQL is sent one statement, which locks what it returns and no more. Other databases lock all that they scan or
     * sort for it. They are sent two: the first reads ids and the second locks these, if they match still; and two more as
     * often as others had locked some. What the work does must make the rows match no longer, or they are claimed again.
     *
     * <p>At isolation levels above {@code READ COMMITTED} the database may refuse to lock what has changed meanwhile, by
     * SQLState 40001 or its own code: nothing was done then, claim again.
     *
     * @param <E> their entity
     * @param type of the rows
     * @param filter which rows, without joins to collections; called for each statement
     * @param order which of them first; called for each statement. An index on filter and order lets the database read no more
     *     rows than it returns.
     * @param atMost how many rows; at least 1
     * @param work gets the rows in this order, managed by an entity manager that is closed after it; not called if there are
     *     none
     * @return how many rows were claimed
     * @throws IllegalArgumentException if {@code atMost} is less than 1, or the type is no entity
     * @throws IllegalStateException if a row is in several tables, by joined inheritance or secondary tables, and the database
     *     cannot lock all parts at once, as PostgreSQL and H2; claim rows of another entity that refers to it
     * @throws InsideTransactionException if the thread is in a transaction
     * @throws InvalidUpdateException in a container, without {@link #transactions}
     * @throws LockLimitException if the limit is full; nothing was done
     * @throws RetryInterruptedException if the thread was interrupted while it waited for the limit; nothing was done
     * @throws UnknownCommitException if the database did not say how the commit ended
     */
    public <E> int claim(
            Class<E> type,
            BiFunction<Root<E>, CriteriaBuilder, Predicate> filter,
            BiFunction<Root<E>, CriteriaBuilder, List<Order>> order,
            int atMost,
            BiConsumer<EntityManager, List<E>> work) {
        String call = "RowClaims.claim(" + type.getSimpleName() + ")";
        if (atMost < 1) {
            throw new IllegalArgumentException(call + " of " + atMost + " rows: at least 1 is needed.");
        }
        transactions.refuseOuter(call);
        transactions.refuseRepositories(call);
        RowSearch<E> search = new RowSearch<>(type, filter, order);
        Supplier<Integer> claim = () -> transactions.run(entityManager -> {
            List<E> rows = List.copyOf(search.lock(entityManager, atMost));
            if (!rows.isEmpty()) {
                work.accept(entityManager, rows);
            }
            return rows.size();
        });
        return limit == null ? claim.get() : limit.run(type, claim);
    }
}
