package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.cron.CronSchedule;
import dev.headroom.jobs.memory.ManualEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Inputs of our own after what users of other schedulers have reported. */
class CronReportsTest {

    private static Stream<ZonedDateTime> times(String expression, String zone, String after) {
        CronSchedule times = CronSchedule.of("table", expression, ZoneId.of(zone));
        return Stream.iterate(times.next(ZonedDateTime.parse(after).toInstant()), times::next)
                .map(time -> time.atZone(ZoneId.of(zone)));
    }

    private static Stream<String> local(String expression, String zone, String after) {
        return times(expression, zone, after).map(time -> time.toLocalDateTime() + "" + time.getOffset());
    }

    /** After Quartz 1138: nothing was found from within the hour that clocks repeat. */
    @Test
    void findsTheNextYearFromWithinARepeatedHour() {
        assertThat(local("5 2 23 2 *", "Africa/Casablanca", "2025-02-23T02:45:10+01:00[Africa/Casablanca]")
                        .limit(1))
                .containsExactly("2026-02-23T02:05Z");
    }

    /** After Quartz 81 and 1104: nothing ran for the hour that clocks repeat. */
    @Test
    void runsEachMinuteOfARepeatedHour() {
        assertThat(times("* * * * *", "Europe/Berlin", "2026-10-25T01:59:30+02:00[Europe/Berlin]")
                        .limit(180)
                        .map(ZonedDateTime::toInstant))
                .last()
                .isEqualTo(Instant.parse("2026-10-25T02:59:00Z"));
    }

    /** After Spring 36859: the day on which clocks skip midnight was skipped as a whole. */
    @Test
    void runsOnTheDayWhoseMidnightIsSkipped() {
        assertThat(local("0 */2 * * *", "Africa/Cairo", "2025-04-24T21:10:20+02:00[Africa/Cairo]")
                        .limit(4))
                .containsExactly(
                        "2025-04-24T22:00+02:00",
                        "2025-04-25T02:00+03:00",
                        "2025-04-25T04:00+03:00",
                        "2025-04-25T06:00+03:00");
        assertThat(local("0 0 * * *", "Africa/Cairo", "2025-04-24T21:10:20+02:00[Africa/Cairo]")
                        .limit(2))
                .containsExactly("2025-04-25T01:00+03:00", "2025-04-26T00:00+03:00");
    }

    /** After Spring 26744, 28038 and 28095: days before and after a change were skipped, or came twice. */
    @Test
    void runsOnceOnEachDayAroundAChange() {
        assertThat(local("5 0 * * *", "Europe/Paris", "2019-10-27T01:05+02:00[Europe/Paris]")
                        .limit(1))
                .containsExactly("2019-10-28T00:05+01:00");
        assertThat(local("5 0 * * *", "Europe/Amsterdam", "2021-03-28T01:00+01:00[Europe/Amsterdam]")
                        .limit(1))
                .containsExactly("2021-03-29T00:05+02:00");
        assertThat(times("0 9 * * *", "Europe/Amsterdam", "2021-01-01T00:00+01:00[Europe/Amsterdam]")
                        .limit(365)
                        .map(ZonedDateTime::toLocalDate)
                        .distinct())
                .hasSize(365);
    }

    /** After cron-utils 446: a time in the hour that clocks repeat came twice in a year. */
    @Test
    void runsOnceAYear() {
        assertThat(local("0 2 25 10 *", "Europe/Rome", "2020-10-25T00:00+02:00[Europe/Rome]")
                        .limit(2))
                .containsExactly("2020-10-25T02:00+02:00", "2021-10-25T02:00+02:00");
    }

    /** After Quartz.NET 2475: jobs ran without end in the hour after the change. */
    @Test
    void enqueuesOneJobAMinuteForAWorkerThatStartsInARepeatedHour() {
        ManualEngine engine = ManualEngine.manual();
        engine.advance(Duration.between(engine.now(), Instant.parse("2026-10-25T01:20:10Z")));
        JobType<String, Void> type = JobType.of("minute", String.class, Void.class);
        Worker.on(engine, new TextCodec())
                .queue("default", 1)
                .handle(type, (text, context) -> null)
                .cron(CronSchedule.of("minute", "* * * * *", ZoneId.of("Europe/Berlin")), type, () -> "a")
                .start();
        engine.advance(Duration.ofMinutes(10));
        assertThat(engine.runAll()).isEqualTo(10);
    }

    /** After Quartz.NET 612: a day's table looped in the past at the turn of the time. */
    @Test
    void alwaysGoesOn() {
        for (String zone : ZoneId.getAvailableZoneIds()) {
            CronSchedule times =
                    CronSchedule.of("table", "30 0,2,23 * * *", ZoneId.of(zone));
            Instant time = Instant.parse("2026-01-01T00:00:00Z");
            for (int count = 0; count < 400; count++) {
                Instant next = times.next(time);
                assertThat(next).as(zone).isAfter(time);
                assertThat(times.latest(time, next)).as(zone).hasValue(next);
                time = next;
            }
        }
    }
}
