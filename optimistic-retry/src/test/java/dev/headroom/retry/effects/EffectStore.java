package dev.headroom.retry.effects;

import dev.headroom.retry.BorrowedConnections;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.FaultyDataSource;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.SettableClock;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** A database with the table of effects, made by the file that users copy. */
public final class EffectStore implements AutoCloseable {

    static final Duration LEASE = Duration.ofMinutes(1);

    final DatabaseKind kind;
    final SettableClock clock = SettableClock.at("2020-01-01T00:00:00Z");
    final BorrowedConnections connections = new BorrowedConnections();
    final FaultyDataSource faults;
    final RecordingDataSource statements;
    final EntityManagerFactory entityManagers;
    private final DataSource dataSource;

    public EffectStore(Database database) {
        kind = database.kind();
        dataSource = database.dataSource();
        faults = new FaultyDataSource(connections.of(dataSource));
        statements = new RecordingDataSource(faults);
        EffectTables.statements(kind).forEach(this::execute);
        entityManagers = EntityManagerFactories.open(statements);
    }

    /** As after a restart. */
    EffectLog log() {
        return builder().build();
    }

    EffectLog log(UncertainEffects hook) {
        return builder().onUncertain(hook).build();
    }

    EffectLogBuilder builder() {
        return EffectLog.of(entityManagers).clock(clock).lease(LEASE);
    }

    /** Until leases that were given before have ended. */
    void endLeases() {
        clock.advance(LEASE);
    }

    void clear() {
        faults.reset();
        connections.isolation = Connection.TRANSACTION_READ_COMMITTED;
        execute("delete from headroom_effect");
        statements.clear();
    }

    /** A number, past all faults. */
    long count(String where) {
        return query("select count(*) from headroom_effect where " + where)
                .map(Long::parseLong)
                .orElseThrow();
    }

    Optional<String> query(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
