package dev.headroom.jobs;

import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker's handlers get their transactions. Each is new, and shared with no other code. What works with other connections than the
 * one that is handed over, such as a repository in a transaction of a framework's, is not part of it: give the worker transactions of the
 * framework then, which is a method to implement.
 */
public interface JobTransactions {

    /**
     * Runs work in a new transaction: commits if it returns, rolls back if it throws.
     *
     * @param <T> what comes of it
     * @param work to do
     * @return what the work returned
     * @throws Exception that the work throws, or that the database throws at the commit
     */
    <T> @Nullable T run(Work<T> work) throws Exception;

    /**
     * Work in a transaction.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    interface Work<T> {

        /**
         * Does it.
         *
         * @param resource of the transaction
         * @return what comes of it
         * @throws Exception to roll back
         */
        @Nullable T run(TransactionResource resource) throws Exception;
    }

    /**
     * Transactions of JPA, local ones. Needs a provider whose {@code EntityManager.callWithConnection} gives the transaction's
     * connection, as JPA 3.2 says.
     *
     * @param entityManagers of the application
     * @return transactions
     */
    static JobTransactions of(EntityManagerFactory entityManagers) {
        return new JpaTransactions(Objects.requireNonNull(entityManagers, "entityManagers"));
    }

    /**
     * Transactions of JDBC.
     *
     * @param dataSource whose connections belong to the code that takes them
     * @return transactions
     */
    static JobTransactions of(DataSource dataSource) {
        return new JdbcTransactions(Objects.requireNonNull(dataSource, "dataSource"));
    }
}
