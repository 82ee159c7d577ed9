package dev.headroom.jobs.cron;

import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.StorableText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When jobs are enqueued, again and again. Immutable: each method returns another schedule.
 *
 * <p>An expression has five fields, as in crontab(5): minute, hour, day of month, month, day of week. If neither of the two days begins
 * with {@code *}, one of them has to fit.
 *
 * <p><b>When clocks change</b>, times are as Debian's cron has them. If neither minute nor hour begins with {@code *}, the expression names
 * times of the day, and each comes once: {@code 30 2 * * *} comes right after the change on a day whose clocks skip 02:30 (once for
 * all times that are skipped), and on a day whose clocks show 02:30 twice it comes the first time. All others come each time the clocks
 * show them: {@code 0 * * * *} each hour that passes, and {@code *}{@code /15 2 * * *} not at all on the first of these days, and eight
 * times on the second.
 */
public final class CronSchedule {

    private final String name;
    private final String expression;
    private final ZoneId zone;
    private final MissedRun missed;
    private final JobOptions options;
    private final CronTimes times;

    private CronSchedule(CronSchedule other, MissedRun missed, JobOptions options) {
        this.name = other.name;
        this.expression = other.expression;
        this.zone = other.zone;
        this.missed = missed;
        this.options = options;
        this.times = other.times;
    }

    private CronSchedule(String name, String expression, ZoneId zone, CronFields fields) {
        this.name = name;
        this.expression = expression;
        this.zone = zone;
        this.missed = MissedRun.SKIP;
        this.options = JobOptions.standard();
        this.times = new CronTimes(fields, zone);
    }

    /**
     * Defines a schedule. It passes over missed times, and its jobs have standard options.
     *
     * @param name of the schedule; workers of one cluster that use the same name share its times
     * @param expression of five fields
     * @param zone of the times in the expression
     * @return a schedule
     * @throws InvalidJobException if the name or the expression is not allowed, no day fits, or the zone is null
     */
    public static CronSchedule of(String name, String expression, ZoneId zone) {
        StorableText.requireName("CronSchedule.of", name);
        require("of(…, …, zone)", zone);
        CronFields fields = fields(name, expression);
        if (!fields.everComes()) {
            throw new InvalidJobException(at(name, expression)
                    + "no month of it has such a day, so that it never comes. Name another day or month.");
        }
        return new CronSchedule(name, expression, zone, fields);
    }

    private static void require(String part, @Nullable Object value) {
        if (value == null) {
            throw new InvalidJobException(
                    "CronSchedule." + part + ": it is null; give a value, or leave it at its default.");
        }
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
        return "CronSchedule.of(\"" + name + "\", \"" + expression + "\", …): ";
    }

    /**
     * Decides about times at which no worker ran. By default they are passed over.
     *
     * @param rule for missed times
     * @return another schedule
     * @throws InvalidJobException if the rule is null
     */
    public CronSchedule missed(MissedRun rule) {
        require("missed", rule);
        return new CronSchedule(this, rule, options);
    }

    /**
     * Sets how the jobs are enqueued. By default they have the standard options.
     *
     * @param newOptions of the jobs
     * @return another schedule
     * @throws InvalidJobException if the options are null
     */
    public CronSchedule options(JobOptions newOptions) {
        require("options", newOptions);
        return new CronSchedule(this, missed, newOptions);
    }

    /**
     * The name that workers of one cluster share.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What happens to times at which no worker ran.
     *
     * @return the rule
     */
    public MissedRun missed() {
        return missed;
    }

    /**
     * How the jobs are enqueued.
     *
     * @return options
     */
    public JobOptions options() {
        return options;
    }

    /**
     * The first time after a moment.
     *
     * @param after a moment, which is not a result itself
     * @return the next time
     */
    public Instant next(Instant after) {
        return times.next(after);
    }

    /**
     * The last time in a period.
     *
     * @param after the period begins right after this moment
     * @param until the period ends with this moment
     * @return the time; empty if none is in the period
     */
    public Optional<Instant> latest(Instant after, Instant until) {
        return times.latest(after, until);
    }

    @Override
    public String toString() {
        return name + " (" + expression + ", " + zone + ")";
    }
}
