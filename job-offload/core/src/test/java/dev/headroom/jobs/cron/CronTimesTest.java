package dev.headroom.jobs.cron;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Times of the day come once when clocks change, and others whenever the clocks show them, as with Debian's cron. */
class CronTimesTest {

    private static final String BERLIN = "Europe/Berlin";
    private static final String SANTIAGO = "America/Santiago";
    private static final String LORD_HOWE = "Australia/Lord_Howe";

    /** All times from noon to noon, in the zone, which are the same forwards and backwards. */
    private static List<String> times(String expression, String zone, String day) {
        CronSchedule times = CronSchedule.of("table", expression, ZoneId.of(zone));
        Instant from = ZonedDateTime.of(LocalDate.parse(day).minusDays(1), LocalTime.NOON, ZoneId.of(zone))
                .toInstant();
        Instant until = ZonedDateTime.of(LocalDate.parse(day), LocalTime.NOON, ZoneId.of(zone))
                .toInstant();
        List<Instant> found = new ArrayList<>();
        for (Instant time = times.next(from); !time.isAfter(until); time = times.next(time)) {
            found.add(time);
        }
        List<Instant> backwards = new ArrayList<>();
        Instant end = until;
        for (var time = times.latest(from, end); time.isPresent(); time = times.latest(from, end)) {
            backwards.add(0, time.get());
            end = time.get().minusNanos(1);
        }
        assertThat(backwards).isEqualTo(found);
        return found.stream()
                .map(time -> ZonedDateTime.ofInstant(time, ZoneId.of(zone)))
                .map(time -> time.toLocalTime() + "" + time.getOffset())
                .collect(Collectors.toList());
    }

    @Test
    void whatTheClocksSkipComesRightAfter() {
        assertThat(times("30 2 * * *", BERLIN, "2026-03-29")).containsExactly("03:00+02:00");
        assertThat(times("0 2 * * *", BERLIN, "2026-03-29")).containsExactly("03:00+02:00");
        assertThat(times("15,45 2 * * *", BERLIN, "2026-03-29")).containsExactly("03:00+02:00");
        assertThat(times("15 2,3 * * *", BERLIN, "2026-03-29")).containsExactly("03:00+02:00", "03:15+02:00");
        assertThat(times("0 0 * * *", SANTIAGO, "2026-09-06")).containsExactly("01:00-03:00");
        assertThat(times("15 2 * * *", LORD_HOWE, "2026-10-04")).containsExactly("02:30+11:00");
        assertThat(times("30 2 * * *", LORD_HOWE, "2026-10-04")).containsExactly("02:30+11:00");
        assertThat(times("30 2 * * *", "UTC", "2026-03-29")).containsExactly("02:30Z");
    }

    @Test
    void whatTheClocksRepeatComesTheFirstTime() {
        assertThat(times("30 2 * * *", BERLIN, "2026-10-25")).containsExactly("02:30+02:00");
        assertThat(times("15 2,3 * * *", BERLIN, "2026-10-25")).containsExactly("02:15+02:00", "03:15+01:00");
        assertThat(times("0 3 * * *", BERLIN, "2026-10-25")).containsExactly("03:00+01:00");
        assertThat(times("30 23 * * *", SANTIAGO, "2026-04-05")).containsExactly("23:30-03:00");
        assertThat(times("45 1 * * *", LORD_HOWE, "2026-04-05")).containsExactly("01:45+11:00");
        assertThat(times("0 2 * * *", LORD_HOWE, "2026-04-05")).containsExactly("02:00+10:30");
        assertThat(times("30 2 * * *", "UTC", "2026-10-25")).containsExactly("02:30Z");
    }

    @Test
    void anyHourComesInEachHourThatPasses() {
        assertThat(times("0 * * * *", BERLIN, "2026-03-29")).hasSize(23).contains("01:00+01:00", "03:00+02:00");
        assertThat(times("30 * * * *", BERLIN, "2026-10-25")).hasSize(25).contains("02:30+02:00", "02:30+01:00");
        assertThat(times("*/30 * * * *", SANTIAGO, "2026-04-05")).hasSize(50);
        assertThat(times("*/30 * * * *", LORD_HOWE, "2026-04-05")).hasSize(49).contains("01:30+11:00", "01:30+10:30");
        assertThat(times("*/30 * * * *", LORD_HOWE, "2026-10-04")).hasSize(47).doesNotContain("02:00+11:00");
        assertThat(times("* * * * *", BERLIN, "2026-03-29")).hasSize(23 * 60);
        assertThat(times("0 * * * *", "UTC", "2026-03-29")).hasSize(24);
    }

    @Test
    void anyMinuteOfAnHourComesWheneverTheClocksShowIt() {
        assertThat(times("*/15 2 * * *", BERLIN, "2026-03-29")).isEmpty();
        assertThat(times("*/15 2 * * *", BERLIN, "2026-10-25")).hasSize(8);
    }

    /** When it looks each second, as a worker does, in the repeated hour too. */
    @Test
    void comesOnceForAWorkerThatLooksAgainAndAgain() {
        CronSchedule nightly =
                CronSchedule.of("nightly", "30 2 * * *", ZoneId.of(BERLIN));
        Instant seen = Instant.parse("2026-10-24T22:00:00Z");
        List<Instant> found = new ArrayList<>();
        for (Instant now = seen; now.isBefore(Instant.parse("2026-10-25T06:00:00Z")); now = now.plusSeconds(20)) {
            if (nightly.latest(seen, now).isPresent()) {
                seen = nightly.latest(seen, now).get();
                found.add(seen);
            }
        }
        assertThat(found).containsExactly(Instant.parse("2026-10-25T00:30:00Z"));
    }

    /** Where no clock changes, the times are those of cron-utils. */
    @Test
    void areThoseOfCronUtilsWhereNoClockChanges() {
        long seed = Long.getLong("headroom.seed", 1);
        Random random = new Random(seed);
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        for (int count = 0; count < 60; count++) {
            String expression = field(random, 0, 59) + " " + field(random, 0, 23) + " " + days(random);
            CronFields fields = CronFields.of(expression);
            ExecutionTime theirs = ExecutionTime.forCron(parser.parse(expression));
            Instant start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(100_000_000));
            CronTimes ours = new CronTimes(fields, ZoneOffset.UTC);
            ZonedDateTime at = start.atZone(ZoneOffset.UTC);
            assertThat(ours.next(start))
                    .as("seed %s: %s after %s", seed, expression, start)
                    .isEqualTo(theirs.nextExecution(at).orElseThrow().toInstant());
            assertThat(ours.latest(Instant.EPOCH, start))
                    .as("seed %s: %s before %s", seed, expression, start)
                    .hasValue(theirs.lastExecution(at.plusSeconds(1))
                            .orElseThrow()
                            .toInstant());
        }
    }

    private static String field(Random random, int least, int most) {
        int from = least + random.nextInt(most - least + 1);
        int to = from + random.nextInt(most - from + 1);
        return switch (random.nextInt(6)) {
            case 0 -> "*";
            case 1 -> "*/" + (1 + random.nextInt(Math.min(12, most)));
            case 2 -> from + "-" + to;
            case 3 -> from + "-" + to + "/" + (1 + random.nextInt(5));
            case 4 ->
                IntStream.of(from, to).distinct().mapToObj(String::valueOf).collect(Collectors.joining(","));
            default -> "" + from;
        };
    }

    /** Not a list of days that begins with any, which cron-utils takes for a list of days. */
    private static String days(Random random) {
        String month = field(random, 1, 12);
        return random.nextBoolean()
                ? field(random, 1, 28) + " " + month + " *"
                : "* " + month + " " + field(random, 0, 6);
    }

    /** Unlike cron-utils, and as crontab(5) says. */
    @Test
    void needsBothDaysIfOneOfThemBeginsWithAny() {
        assertThat(times("0 6 */2 * 1", "UTC", "2026-03-02")).isEmpty(); // a Monday, and even
        assertThat(times("0 6 */2 * 1", "UTC", "2026-03-09")).hasSize(1); // a Monday, and odd
        assertThat(times("0 6 13 * 5", "UTC", "2026-03-06")).hasSize(1); // a Friday
        assertThat(times("0 6 13 * 5", "UTC", "2026-05-13")).hasSize(1); // a Wednesday
    }

    @Test
    void comesSoonAfterWhatWasLongAgo() {
        CronSchedule minutely =
                CronSchedule.of("table", "* * * * *", ZoneId.of(BERLIN));
        Instant now = Instant.parse("2026-03-29T01:00:30Z");
        assertThat(minutely.latest(now.minus(Duration.ofDays(3_650)), now))
                .hasValue(Instant.parse("2026-03-29T01:00:00Z"));
    }
}
