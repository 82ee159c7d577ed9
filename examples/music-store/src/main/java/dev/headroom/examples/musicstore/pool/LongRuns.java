package dev.headroom.examples.musicstore.pool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work that holds connections for long, with a pool of its own. The pool is a copy of the store's, of the same size. It
 * opens connections when the work needs them, and closes them when it is over. Safe for use by many threads.
 */
public final class LongRuns implements AutoCloseable {

    /** Long, because those who wait for each other's connections are what the store shows. */
    private static final int PATIENCE_MILLISECONDS = 60_000;

    private static final int IDLE_MILLISECONDS = 10_000;
    private static final ThreadLocal<@Nullable DataSource> current = new ThreadLocal<>();

    private final HikariDataSource pool = new HikariDataSource();

    LongRuns(String name, HikariDataSource store) {
        store.copyStateTo(pool);
        pool.setPoolName(name);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE_MILLISECONDS);
        pool.setConnectionTimeout(PATIENCE_MILLISECONDS);
    }

    /**
     * Calls the work. Transactions that this thread begins meanwhile take their connections from this pool. Repositories and
     * entity managers work as always.
     *
     * @param work to call; it must begin its transactions itself
     * @return its result
     * @throws Exception if the work does
     */
    public <T> T call(Callable<T> work) throws Exception {
        DataSource outer = current.get();
        current.set(pool);
        try {
            return work.call();
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }

    /**
     * The pool itself, for those who do not run in {@link #call}.
     *
     * @return connections of this pool
     */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * How many connections are held now.
     *
     * @return 0 before the first use
     */
    public int held() {
        HikariPoolMXBean started = pool.getHikariPoolMXBean();
        return started == null ? 0 : started.getActiveConnections();
    }

    /**
     * How many connections the pool has.
     *
     * @return its size
     */
    public int size() {
        return pool.getMaximumPoolSize();
    }

    /** The pool of the long run that this thread is in. */
    static @Nullable DataSource current() {
        return current.get();
    }

    @Override
    public void close() {
        pool.close();
    }
}
