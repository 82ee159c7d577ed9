package dev.headroom.jobs.dbscheduler;

import dev.headroom.testsupport.Database;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives each transaction another session of the server, as PgBouncer in transaction mode: what belongs to a session (settings, advisory
 * locks, temporary tables, prepared statements, {@code LISTEN}) is gone when the transaction has ended.
 */
final class TransactionPooling {

    private static final Set<String> SENDING = Set.of("prepareStatement", "createStatement", "prepareCall");

    private final Database database;

    /** The one that has waited longest is next. */
    private final Deque<Connection> sessions = new ArrayDeque<>();

    TransactionPooling(Database database, int sessions) throws SQLException {
        this.database = database;
        for (int session = 0; session < sessions; session++) {
            this.sessions.add(DriverManager.getConnection(database.url(), database.user(), database.password()));
        }
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                (self, method, arguments) -> method.getName().equals("getConnection")
                        ? proxy(Connection.class, new Client())
                        : invoke(database.dataSource(), method, arguments));
    }

    private synchronized Connection take() throws InterruptedException {
        while (sessions.isEmpty()) {
            wait();
        }
        return sessions.remove();
    }

    private void giveBack(Connection session) throws SQLException {
        if (!session.getAutoCommit()) {
            session.rollback();
            session.setAutoCommit(true);
        }
        try (Statement statement = session.createStatement()) {
            statement.execute("discard all");
        }
        synchronized (this) {
            sessions.add(session);
            notifyAll();
        }
    }

    synchronized void close() throws SQLException {
        for (Connection session : sessions) {
            session.close();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    /** A connection of the application, with a session from its first statement to the end of the transaction. */
    private final class Client implements InvocationHandler {

        private @Nullable Connection session;
        private boolean autoCommit = true;
        private boolean closed;

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "getAutoCommit" -> autoCommit;
                case "isClosed" -> closed;
                case "setAutoCommit" -> {
                    leave();
                    autoCommit = arguments != null && Boolean.TRUE.equals(arguments[0]);
                    yield null;
                }
                case "close" -> {
                    leave();
                    closed = true;
                    yield null;
                }
                case "setTransactionIsolation" -> {
                    // A statement of its own, before the transaction: the next one may be sent to another session.
                    TransactionPooling.invoke(session(), method, arguments);
                    leave();
                    yield null;
                }
                default -> send(method, arguments);
            };
        }

        private @Nullable Object send(Method method, Object @Nullable [] arguments) throws Throwable {
            Object sent = TransactionPooling.invoke(session(), method, arguments);
            if (method.getName().equals("commit") || method.getName().equals("rollback")) {
                leave();
            }
            boolean statement = sent instanceof Statement && SENDING.contains(method.getName());
            return statement && autoCommit ? single((Statement) sent, method.getReturnType()) : sent;
        }

        /** Each statement is a transaction. */
        private Object single(Statement statement, Class<?> type) {
            return proxy(type, (self, method, arguments) -> {
                Object sent = TransactionPooling.invoke(statement, method, arguments);
                if (method.getName().equals("close")) {
                    leave();
                }
                return sent;
            });
        }

        private Connection session() throws Exception {
            Connection known = session;
            if (known == null) {
                known = take();
                known.setAutoCommit(autoCommit);
                session = known;
            }
            return known;
        }

        private void leave() throws SQLException {
            Connection known = session;
            session = null;
            if (known != null) {
                giveBack(known);
            }
        }
    }
}
