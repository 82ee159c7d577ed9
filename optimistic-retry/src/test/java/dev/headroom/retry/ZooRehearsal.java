package dev.headroom.retry;

import dev.headroom.testsupport.zoo.AnimalStore;
import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Transactions inside of one that is rolled back at the end, which is faster than to make the rows again. A commit keeps what was
 * done since its savepoint.
 */
final class ZooRehearsal implements ZooTransactions, AutoCloseable {

    private final AnimalStore store;
    private final Connection connection;

    ZooRehearsal(AnimalStore store) throws SQLException {
        this.store = store;
        this.connection = store.statements().getConnection();
        connection.setAutoCommit(false);
    }

    /** Which sees what was done. */
    Connection connection() {
        return connection;
    }

    @Override
    public <T> T run(Function<EntityManager, T> work) {
        try {
            Savepoint before = connection.setSavepoint();
            boolean isDone = false;
            try {
                T result = committed(work);
                isDone = true;
                return result;
            } finally {
                if (!isDone) {
                    connection.rollback(before);
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** How work would fail, which is undone; null if it would not. */
    @Nullable RuntimeException tried(Runnable work) {
        try {
            Savepoint before = connection.setSavepoint();
            RuntimeException failure = ZooGroups.failure(work);
            connection.rollback(before);
            return failure;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private <T> T committed(Function<EntityManager, T> work) {
        try (EntityManager entityManager = entityManager()) {
            entityManager.getTransaction().begin();
            try {
                T result = work.apply(entityManager);
                entityManager.getTransaction().commit();
                return result;
            } finally {
                if (entityManager.getTransaction().isActive()) {
                    entityManager.getTransaction().rollback();
                }
            }
        }
    }

    private EntityManager entityManager() {
        EntityManager entityManager = store.entityManagerFactory()
                .unwrap(SessionFactory.class)
                .withOptions()
                .connection(withoutEnd())
                .openSession();
        store.animal().open(entityManager);
        return entityManager;
    }

    /** The connection, whose transaction Hibernate does not end. */
    private Connection withoutEnd() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean isEnd = arguments == null
                            && (method.getName().equals("commit")
                                    || method.getName().equals("rollback"));
                    try {
                        return isEnd ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
        store.entityManagerFactory().getCache().evictAll();
    }
}
