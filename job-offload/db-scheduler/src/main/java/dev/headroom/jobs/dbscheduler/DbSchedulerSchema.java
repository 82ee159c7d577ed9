package dev.headroom.jobs.dbscheduler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * The tables of {@link DbSchedulerEngine}, as text for a migration, such as one of Flyway. The library creates no table itself.
 *
 * <pre>{@code
 * String sql = DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.POSTGRESQL, "default", "reports");
 * }</pre>
 *
 * <p>The tables {@code headroom_jobs}, {@code headroom_job_steps}, {@code headroom_job_keys}, {@code headroom_job_crons} and
 * {@code headroom_job_queues} exist once, and {@code headroom_tickets_…} for each queue. The last of them says which queue each table of
 * queue entries belongs to, so that no other name, as {@code mail-x} beside {@code mail.x}, takes it.
 */
public final class DbSchedulerSchema {

    /** A kind of database. */
    public enum Kind {
        /** PostgreSQL 12 or later. */
        POSTGRESQL,
        /** MariaDB 10.8 or later. */
        MARIADB,
        /** H2 2.2 or later. */
        H2
    }

    private DbSchedulerSchema() {}

    /**
     * The statements that create all tables and their indexes.
     *
     * @param kind of database
     * @param queues whose queue entries are kept
     * @return statements, each ended by a semicolon
     * @throws dev.headroom.jobs.model.InvalidJobException if a queue's name is not allowed, or two queues would have the same table
     */
    public static String ddl(Kind kind, String... queues) {
        return read("job-store", kind) + queueDdl(kind, queues);
    }

    /**
     * The statements that create the tables of more queues.
     *
     * @param kind of database
     * @param queues whose queue entries are kept
     * @return statements, each ended by a semicolon
     * @throws dev.headroom.jobs.model.InvalidJobException if a queue's name is not allowed, or two queues would have the same table
     */
    public static String queueDdl(Kind kind, String... queues) {
        QueueTables tables = new QueueTables();
        String each = read("queue-entries", kind);
        StringBuilder ddl = new StringBuilder();
        for (String queue : queues) {
            String table = tables.add(queue); // which refuses names that would need to be escaped
            ddl.append('\n')
                    .append(each.replace(QueueTables.PREFIX + "QUEUE", table).replace("'NAME'", "'" + queue + "'"));
        }
        return ddl.toString();
    }

    private static String read(String file, Kind kind) {
        String name = file + "-" + kind.name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream text = Objects.requireNonNull(DbSchedulerSchema.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
