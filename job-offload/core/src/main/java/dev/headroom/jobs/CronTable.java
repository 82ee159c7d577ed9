package dev.headroom.jobs;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When jobs are enqueued, again and again. Immutable.
 *
 * @param name of the table; workers of one cluster that have the same name share its times
 * @param expression of five fields, as in crontab(5): minute, hour, day of month, month, day of week
 * @param zone in which the expression's times are
 * @param missed what happens to times at which no worker was there
 * @param options of the jobs
 */
public record CronTable(String name, String expression, ZoneId zone, MissedRun missed, JobOptions options) {

    /**
     * Checks name and expression.
     *
     * @param name of the table
     * @param expression of five fields
     * @param zone of its times
     * @param missed what happens to missed times
     * @param options of the jobs
     * @throws InvalidJobException if the name or the expression is not allowed
     */
    public CronTable {
        JobType.requireName("CronTable.of", name);
        times(name, expression);
    }

    /**
     * A table whose missed times are passed over, and whose jobs have standard options.
     *
     * @param name of the table
     * @param expression of five fields
     * @param zone of its times
     * @return a table
     * @throws InvalidJobException if the name or the expression is not allowed
     */
    public static CronTable of(String name, String expression, ZoneId zone) {
        return new CronTable(name, expression, zone, MissedRun.SKIP, JobOptions.standard());
    }

    /**
     * Does something else with missed times.
     *
     * @param rule for them
     * @return another table
     */
    public CronTable missed(MissedRun rule) {
        return new CronTable(name, expression, zone, rule, options);
    }

    /**
     * Enqueues jobs in another way.
     *
     * @param newOptions of the jobs
     * @return another table
     */
    public CronTable options(JobOptions newOptions) {
        return new CronTable(name, expression, zone, missed, newOptions);
    }

    /** The latest time after one and not after another. */
    Optional<Instant> latest(Instant after, Instant until) {
        return times(name, expression)
                .lastExecution(ZonedDateTime.ofInstant(until.plusNanos(1), zone))
                .map(ZonedDateTime::toInstant)
                .filter(time -> time.isAfter(after));
    }

    private static ExecutionTime times(String name, String expression) {
        try {
            CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
            return ExecutionTime.forCron(parser.parse(expression));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidJobException("CronTable.of(\"" + name + "\", \"" + expression
                    + "\", …): that is no expression of minute, hour, day of month, month and day of week: "
                    + malformed.getMessage());
        }
    }
}
