package dev.headroom.examples.musicstore.data;

import dev.headroom.examples.musicstore.StoreProperties;
import dev.headroom.examples.musicstore.StoreRefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Fills the store when the tables are there and before the first request is taken. */
@Component
final class DataLoader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DataLoader.class);

    private static final String TABLES = "genre, media_type, artist, album, track, employee, customer, invoice,"
            + " invoice_line, playlist, playlist_track";

    private final DataSource dataSource;
    private final StoreProperties properties;
    private boolean running;

    DataLoader(DataSource dataSource, StoreProperties properties) {
        this.dataSource = dataSource;
        this.properties = properties;
    }

    @Override
    public void start() {
        try (Connection connection = dataSource.getConnection();
                StopSignal stop = StopSignal.watching(connection)) {
            fill(connection, stop);
            running = true;
        } catch (SQLException e) {
            throw new StoreRefusedException(
                    "The data could not be loaded: " + e.getMessage(),
                    "Nothing of them was kept. Look at the database's log, and start again.",
                    e);
        }
    }

    private void fill(Connection connection, StopSignal stop) throws SQLException {
        stop.check();
        connection.setAutoCommit(false);
        boolean loaded = false;
        try {
            loaded = loadIfWanted(connection, stop);
            connection.commit();
        } catch (SQLException e) {
            stop.check();
            throw e;
        } finally {
            // Does nothing after a commit.
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (loaded) {
            tidy(connection);
        }
    }

    private boolean loadIfWanted(Connection connection, StopSignal stop) throws SQLException {
        waitForOtherStores(connection);
        Optional<DataOrigin> present = DataOrigin.read(connection);
        if (present.isPresent() && !properties.reset() && !properties.asksForData()) {
            log.info("Found {}", present.get().description());
            return false;
        }
        StoreContents contents = contents(stop);
        if (present.isPresent() && !properties.reset()) {
            refuseOther(present.get(), contents.origin());
            log.info("Found {}", present.get().description());
            return false;
        }
        load(connection, contents, stop);
        return true;
    }

    private StoreContents contents(StopSignal stop) {
        Path file = properties.dataPath();
        return file == null
                ? new GeneratedStore(properties.scaleOrDefault(), stop::check)
                : ChinookFile.open(file, stop::check);
    }

    private static void refuseOther(DataOrigin present, DataOrigin wanted) {
        if (!present.equals(wanted)) {
            throw new StoreRefusedException(
                    "The store holds " + present.description() + ", and not " + wanted.description() + ".",
                    "To replace what is there, add --store.reset=true. To keep it, give the other data a place of their"
                            + " own with --store.data-directory=PATH (or another database).");
        }
    }

    private static void load(Connection connection, StoreContents contents, StopSignal stop) throws SQLException {
        long start = System.nanoTime();
        execute(connection, "truncate data_origin, " + TABLES);
        ForeignKeys foreignKeys = ForeignKeys.drop(connection);
        contents.load(connection);
        log.info("Checking foreign keys…");
        foreignKeys.restore(connection);
        contents.origin().write(connection);
        stop.check();
        log.info("Loaded {} in {} s", contents.origin().description(), (System.nanoTime() - start) / 1_000_000_000);
    }

    /** On a database that several stores share, one loads and the others find what it has loaded. */
    private static void waitForOtherStores(Connection connection) throws SQLException {
        execute(connection, "lock table data_origin in share row exclusive mode");
    }

    /** Statistics for the planner, and no housekeeping left to the first queries that are measured. */
    private static void tidy(Connection connection) throws SQLException {
        execute(connection, "vacuum (analyze) " + TABLES);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which starts late. */
    @Override
    public int getPhase() {
        return 0;
    }
}
