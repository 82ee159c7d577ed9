package dev.headroom.jobs.dbscheduler;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Writes rows of db-scheduler: the right to run a job, and the number of whoever has it. */
final class QueueEntries {

    /** So far are the versions of a queue entry from those of one that was lost, which a zombie may still hold. */
    private static final long INCARNATION = 1_000_000;

    private final QueueTables tables = new QueueTables();
    private final JdbcCustomization customization;

    QueueEntries(Dialect dialect) {
        this.customization = dialect.customization();
    }

    /**
     * A queue entry that nobody has.
     *
     * @param id of the job
     * @param due when it may be picked
     * @param priority the highest is picked first
     * @param version above all claims that are over
     */
    record Entry(String id, Instant due, int priority, long version) {

        /** The first of a job. */
        static final long FIRST = 1;

        /** For a job whose claims up to a version are over. */
        static long versionAfter(long revoked) {
            return (revoked / INCARNATION + 1) * INCARNATION;
        }
    }

    String table(String queue) {
        return tables.of(queue);
    }

    /**
     * Makes sure that the table is the queue's.
     *
     * @throws dev.headroom.jobs.model.InvalidJobException if it is another one's
     * @throws SQLException as of a table that is missing, if no migration has made it
     */
    void require(Connection connection, String queue) throws SQLException {
        tables.require(connection, queue);
    }

    void insert(Connection connection, String queue, List<Entry> entries) throws SQLException {
        String sql = "insert into " + table(queue)
                + " (task_name, task_instance, execution_time, picked, version, priority) values (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Entry entry : entries) {
                statement.setString(1, Sql.TASK);
                statement.setString(2, entry.id());
                customization.setInstant(statement, 3, entry.due());
                statement.setBoolean(4, false);
                statement.setLong(5, entry.version());
                statement.setInt(6, entry.priority());
                if (entries.size() > 1) {
                    statement.addBatch();
                }
            }
            send(statement, entries.size());
        }
    }

    void setDue(PreparedStatement statement, int index, Instant due) throws SQLException {
        customization.setInstant(statement, index, due);
    }

    /** A batch of one costs more than it saves. */
    static void send(PreparedStatement statement, int rows) throws SQLException {
        if (rows > 1) {
            statement.executeBatch();
        } else {
            statement.executeUpdate();
        }
    }

    /** Lets go of a queue entry, so that it is picked again when it is due; returns false if somebody else has it, or wants the job to stop. */
    boolean release(Connection connection, String queue, String id, long version, Instant due) throws SQLException {
        String sql = "update " + table(queue)
                + " set picked = ?, picked_by = null, last_heartbeat = null, suspect = null, execution_time = ?,"
                + " version = version + 1"
                + " where task_name = ? and task_instance = ? and version = ? and cancel_requested = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBoolean(1, false);
            customization.setInstant(statement, 2, due);
            statement.setString(3, Sql.TASK);
            statement.setString(4, id);
            statement.setLong(5, version);
            statement.setBoolean(6, false);
            return statement.executeUpdate() == 1;
        }
    }

    boolean delete(Connection connection, String queue, String id, long version) throws SQLException {
        return Sql.update(
                        connection,
                        "delete from " + table(queue) + " where task_name = ? and task_instance = ? and version = ?",
                        Sql.TASK,
                        id,
                        version)
                == 1;
    }
}
