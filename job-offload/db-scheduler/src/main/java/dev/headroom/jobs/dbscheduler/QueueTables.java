package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.model.InvalidJobException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which table has the queue entries of which queue. Safe for use by many threads. */
final class QueueTables {

    static final String PREFIX = "headroom_tickets_";

    /** PostgreSQL cuts names off after 63 characters, and indexes have two more. */
    private static final int LONGEST = 44;

    private final Map<String, String> tables = new ConcurrentHashMap<>();

    /** Queues by tables, as the database has them for all processes. */
    private final Map<String, String> owners = new ConcurrentHashMap<>();

    /**
     * The table of a queue.
     *
     * @throws InvalidJobException if no table can have its name
     */
    String of(String queue) {
        return tables.computeIfAbsent(queue, QueueTables::name);
    }

    static String name(String queue) {
        String suffix = queue.toLowerCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        if (suffix.length() > LONGEST || !suffix.matches("[a-z0-9_]+")) {
            throw new InvalidJobException("queue(\"" + queue + "\"): in a database the name of a queue has 1 to "
                    + LONGEST + " letters, digits and characters of \"._-\".");
        }
        return PREFIX + suffix;
    }

    /**
     * Gives a queue its table, before there is one.
     *
     * @throws InvalidJobException if another queue has it
     */
    String add(String queue) {
        String table = of(queue);
        String owner = owners.putIfAbsent(table, queue);
        if (owner != null && !owner.equals(queue)) {
            throw taken(queue, owner, table);
        }
        return table;
    }

    /** Reads whose the tables are, at the first time or if a migration may have made one since. */
    void require(Connection connection, String queue) throws SQLException {
        String table = of(queue);
        if (queue.equals(owners.get(table))) {
            return;
        }
        Sql.list(
                connection,
                row -> owners.put(row.getString("tickets"), row.getString("queue")),
                "select tickets, queue from headroom_job_queues");
        String owner = owners.get(table);
        if (owner == null) {
            throw new SQLException(table + " is not in headroom_job_queues", StoreFailures.MISSING);
        }
        if (!owner.equals(queue)) {
            throw taken(queue, owner, table);
        }
    }

    private static InvalidJobException taken(String queue, String owner, String table) {
        return new InvalidJobException("queue(\"" + queue + "\"): the queue \"" + owner + "\" has the table " + table
                + "; choose another name.");
    }

    /** All tables that there are in the schema of a connection, of other processes' queues too. */
    static List<String> existing(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        String schema = connection.getSchema();
        try (ResultSet found = connection
                .getMetaData()
                .getTables(connection.getCatalog(), schema, null, new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (name.startsWith(PREFIX)) {
                    tables.add(name);
                }
            }
        }
        return List.copyOf(tables);
    }
}
