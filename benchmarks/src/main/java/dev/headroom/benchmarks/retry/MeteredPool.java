package dev.headroom.benchmarks.retry;

import com.zaxxer.hikari.HikariDataSource;
import dev.headroom.testsupport.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The connections that all contenders share, and how long they are borrowed. */
final class MeteredPool extends HikariDataSource {

    /** However many clients there are: it is what a server has few of. */
    static final int SIZE = 16;

    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final LongAdder borrowed = new LongAdder();
    private volatile Window window = new Window(0, 0);

    MeteredPool(Database database) {
        setJdbcUrl(database.url());
        setUsername(database.user());
        setPassword(database.password());
        setMaximumPoolSize(SIZE);
        // Whoever waits for a lock in line with all others waits long.
        setConnectionTimeout(Duration.ofMinutes(2).toMillis());
    }

    /** Forgets what was before, and counts what lies in the window. */
    void measure(Window newWindow) {
        window = newWindow;
        borrowed.reset();
    }

    /** The time of all connections together, of those that are back. */
    double borrowedSeconds() {
        return borrowed.sum() / NANOS_PER_SECOND;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        long since = System.nanoTime();
        AtomicBoolean returned = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                MeteredPool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && returned.compareAndSet(false, true)) {
                        borrowed.add(window.overlap(since, System.nanoTime()));
                    }
                    return forward(connection, method, arguments);
                });
    }

    private static @Nullable Object forward(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
