package dev.headroom.examples.musicstore.data;

import dev.headroom.examples.musicstore.StoreRefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;

/**
 * Notices that the process is told to stop while data are loaded. Spring closes a context only when its start is over,
 * so a load has to end by itself, and soon.
 */
final class StopSignal implements AutoCloseable {

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread hook;

    private StopSignal(PGConnection connection) {
        this.hook = new Thread(() -> stop(connection), "stop-signal");
    }

    /** From now on a stop also cancels the statement that the connection runs. */
    static StopSignal watching(Connection connection) throws SQLException {
        StopSignal signal = new StopSignal(connection.unwrap(PGConnection.class));
        try {
            Runtime.getRuntime().addShutdownHook(signal.hook);
        } catch (IllegalStateException alreadyStopping) {
            signal.stopped.set(true);
        }
        return signal;
    }

    /** To be called every now and then. */
    void check() {
        if (stopped.get()) {
            throw new StoreRefusedException(
                    "The store was stopped while it loaded its data. Nothing of it was kept.",
                    "Start it again to load the data from the beginning.");
        }
    }

    private void stop(PGConnection connection) {
        stopped.set(true);
        try {
            connection.cancelQuery();
        } catch (SQLException nothingRan) {
            // The next check() ends the load.
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // Then the hook ran, or is about to do no harm.
        }
    }
}
