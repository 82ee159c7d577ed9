package dev.headroom.retry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts the connections of a pool that somebody has at the moment, and isolates their transactions. */
public final class BorrowedConnections {

    private final AtomicInteger now = new AtomicInteger();

    /** As {@link Connection#setTransactionIsolation} takes it. */
    public volatile int isolation = Connection.TRANSACTION_READ_COMMITTED;

    public int now() {
        return now.get();
    }

    public DataSource of(DataSource pool) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = invoke(pool, method, arguments);
            return result instanceof Connection connection ? counted(connection) : result;
        });
    }

    private Connection counted(Connection connection) throws SQLException {
        now.incrementAndGet();
        connection.setTransactionIsolation(isolation);
        return proxy(Connection.class, (method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            if (method.getName().equals("close")) {
                now.decrementAndGet();
            }
            return result;
        });
    }

    private interface Call {

        @Nullable Object make(Method method, @Nullable Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.make(method, arguments));
        return type.cast(proxy);
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
