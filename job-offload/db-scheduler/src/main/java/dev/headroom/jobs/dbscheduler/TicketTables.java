package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.InvalidJobException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which table has the tickets of which queue. Safe for use by many threads. */
final class TicketTables {

    static final String PREFIX = "headroom_tickets_";

    /** PostgreSQL cuts names off after 63 characters, and indexes have two more. */
    private static final int LONGEST = 44;

    private final Map<String, String> queues = new ConcurrentHashMap<>();
    private final Map<String, String> tables = new ConcurrentHashMap<>();

    /**
     * The table of a queue.
     *
     * @throws InvalidJobException if the name is too long, or another queue has that table
     */
    String of(String queue) {
        return tables.computeIfAbsent(queue, this::table);
    }

    private String table(String queue) {
        String suffix = queue.toLowerCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        if (suffix.length() > LONGEST || !suffix.matches("[a-z0-9_]+")) {
            throw new InvalidJobException("queue(\"" + queue + "\"): in a database the name of a queue has 1 to "
                    + LONGEST + " letters, digits and characters of \"._-\".");
        }
        String other = queues.putIfAbsent(suffix, queue);
        if (other != null && !other.equals(queue)) {
            throw new InvalidJobException("queue(\"" + queue + "\"): the queue \"" + other + "\" has the same table, "
                    + PREFIX + suffix + "; choose another name.");
        }
        return PREFIX + suffix;
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
