package dev.headroom.jobs;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Work with the connection of an entity manager, whose exceptions reach the caller as they are: Hibernate wraps them. */
final class ConnectionWork {

    private ConnectionWork() {}

    /**
     * Does something with a connection.
     *
     * @param <T> what comes of it
     * @param <X> what may be thrown, besides unchecked exceptions
     */
    @FunctionalInterface
    interface Work<T, X extends Exception> {

        @Nullable T run(Connection connection) throws X;
    }

    static <T, X extends Exception> @Nullable T run(EntityManager entityManager, Work<T, X> work) throws X {
        AtomicReference<Exception> thrown = new AtomicReference<>();
        try {
            return entityManager.<Connection, T>callWithConnection(connection -> {
                try {
                    return work.run(connection);
                } catch (Exception failure) {
                    thrown.set(failure);
                    throw failure;
                }
            });
        } catch (RuntimeException wrapped) {
            Exception failure = thrown.get();
            if (failure == null) {
                throw wrapped;
            }
            throw ConnectionWork.<X>sneak(failure);
        }
    }

    /** The work throws no others. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Exception> X sneak(Exception failure) {
        return (X) failure;
    }
}
