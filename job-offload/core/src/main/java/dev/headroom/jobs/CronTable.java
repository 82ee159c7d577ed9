package dev.headroom.jobs;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When jobs are enqueued, again and again. Immutable.
 *
 * <p>An expression has five fields, as in crontab(5): minute, hour, day of month, month, day of week. If neither of the two days begins
 * with {@code *}, it is enough that one of them fits.
 *
 * <p><b>When clocks change</b>, times are as Debian's cron has them. If neither minute nor hour begins with {@code *}, the expression names
 * times of the day, and each comes once: {@code 30 2 * * *} comes right after the change on a day whose clocks skip 02:30 (once for
 * all times that are skipped), and on a day whose clocks show 02:30 twice it comes the first time. All others come whenever the clocks show
 * them: {@code 0 * * * *} each hour that passes, and {@code *}{@code /15 2 * * *} not at all on the first of these days, and eight times on
 * the second.
 *
 * @param name of the table; workers of one cluster that have the same name share its times
 * @param expression of five fields, as in crontab(5): minute, hour, day of month, month, day of week
 * @param zone in which the expression's times are
 * @param missed what happens to times at which no worker was there
 * @param options of the jobs
 */
public record CronTable(String name, String expression, ZoneId zone, MissedRun missed, JobOptions options) {

    /**
     * Checks the values.
     *
     * @param name of the table
     * @param expression of five fields
     * @param zone of its times
     * @param missed what happens to missed times
     * @param options of the jobs
     * @throws InvalidJobException if the name or the expression is not allowed, there is no day that fits, or something is null
     */
    public CronTable {
        JobType.requireName("CronTable.of", name);
        require("of(…, …, zone)", zone);
        require("missed", missed);
        require("options", options);
        if (!fields(name, expression).everComes()) {
            throw new InvalidJobException(at(name, expression)
                    + "no month of it has such a day, so that it never comes. Name another day or month.");
        }
    }

    private static void require(String part, @Nullable Object value) {
        if (value == null) {
            throw new InvalidJobException(
                    "CronTable." + part + ": it is null; give a value, or leave it at its default.");
        }
    }

    /**
     * A table whose missed times are passed over, and whose jobs have standard options.
     *
     * @param name of the table
     * @param expression of five fields
     * @param zone of its times
     * @return a table
     * @throws InvalidJobException if the name or the expression is not allowed, there is no day that fits, or the zone is null
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

    CronTimes times() {
        return new CronTimes(fields(name, expression), zone);
    }

    private static CronFields fields(String name, String expression) {
        try {
            return CronFields.of(expression);
        } catch (IllegalArgumentException | NullPointerException malformed) { // which the parser throws for null
            throw new InvalidJobException(at(name, expression)
                    + "that is no expression of minute, hour, day of month, month and day of week: "
                    + malformed.getMessage());
        }
    }

    private static String at(String name, String expression) {
        return "CronTable.of(\"" + name + "\", \"" + expression + "\", …): ";
    }
}
