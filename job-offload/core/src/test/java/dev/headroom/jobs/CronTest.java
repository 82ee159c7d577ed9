package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.cron.CronSchedule;
import dev.headroom.jobs.cron.MissedRun;
import dev.headroom.jobs.memory.ManualEngine;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronTest {

    private static final JobType<String, Void> REPORT = JobType.of("report", String.class, Void.class);
    private static final CronSchedule HOURLY = CronSchedule.of("hourly", "0 * * * *", ZoneOffset.UTC);

    private final ManualEngine engine = ManualEngine.manual(); // which begins at midnight
    private final Jobs jobs = Jobs.on(engine, new TextCodec());

    private Worker worker(CronSchedule table) {
        return Worker.on(engine, new TextCodec())
                .queue("default", 1)
                .handle(REPORT, (text, context) -> null)
                .cron(table, REPORT, () -> "at " + engine.now())
                .start();
    }

    private List<JobStatus> all() {
        return jobs.list(JobQuery.all());
    }

    @Test
    void enqueuesAtTheTimesOfTheTable() {
        worker(HOURLY);
        engine.advance(Duration.ofMinutes(59));
        assertThat(all()).isEmpty();
        engine.advance(Duration.ofMinutes(2));
        assertThat(all()).hasSize(1);
        engine.advance(Duration.ofHours(3));
        assertThat(all()).hasSize(4);
    }

    @Test
    void enqueuesOnceForAllWorkers() {
        Worker first = worker(HOURLY);
        worker(HOURLY);
        engine.advance(Duration.ofHours(2));
        assertThat(all()).hasSize(2);
        first.drain(Duration.ZERO);
        engine.advance(Duration.ofHours(1));
        assertThat(all()).hasSize(3);
    }

    @Test
    void passesOverTimesAtWhichNobodyWasThere() {
        worker(HOURLY).drain(Duration.ZERO);
        engine.advance(Duration.ofMinutes(90));
        worker(HOURLY);
        engine.advance(Duration.ofMinutes(29));
        assertThat(all()).isEmpty();
        engine.advance(Duration.ofMinutes(1));
        assertThat(all()).hasSize(1);
    }

    @Test
    void makesUpForTheLastOfThem() {
        Worker first = worker(HOURLY.missed(MissedRun.RUN_ONCE));
        engine.advance(Duration.ofMinutes(61));
        first.drain(Duration.ZERO);
        engine.advance(Duration.ofMinutes(200));
        assertThat(all()).hasSize(1);
        worker(HOURLY.missed(MissedRun.RUN_ONCE));
        engine.advance(Duration.ofSeconds(1));
        assertThat(all()).hasSize(2);
        engine.advance(Duration.ofMinutes(10));
        assertThat(all()).hasSize(2);
    }

    /** A process that was down at the very first time of a new table. */
    @Test
    void makesUpForTheFirstTime() {
        Worker first = worker(HOURLY.missed(MissedRun.RUN_ONCE));
        engine.advance(Duration.ofMinutes(30));
        first.drain(Duration.ZERO);
        engine.advance(Duration.ofMinutes(60));
        assertThat(all()).isEmpty();
        worker(HOURLY.missed(MissedRun.RUN_ONCE));
        engine.advance(Duration.ofSeconds(1));
        assertThat(all()).hasSize(1);
        engine.advance(Duration.ofMinutes(30));
        assertThat(all()).hasSize(2);
    }

    /** What makes the payload is the application's, and may fail in any way; other tables go on. */
    @Test
    void triesAgainWhenThePayloadCannotBeMade() {
        List<String> asked = new ArrayList<>();
        Worker.on(engine, new TextCodec())
                .queue("default", 1)
                .handle(REPORT, (text, context) -> null)
                .cron(HOURLY, REPORT, () -> {
                    asked.add("asked");
                    if (asked.size() < 3) {
                        throw new NoClassDefFoundError("gone");
                    }
                    return "made";
                })
                .cron(CronSchedule.of("other", "0 * * * *", ZoneOffset.UTC), REPORT, () -> "other")
                .start();
        engine.advance(Duration.ofHours(1));
        assertThat(all()).hasSize(1);
        engine.advance(Duration.ofSeconds(2));
        assertThat(all()).hasSize(2);
        assertThat(asked).hasSize(3);
    }

    @Test
    void followsTheZone() {
        CronSchedule noon = CronSchedule.of("noon", "0 12 * * *", ZoneId.of("Europe/Berlin"));
        assertThat(noon.latest(Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-29T20:00:00Z")))
                .hasValue(Instant.parse("2026-03-29T10:00:00Z")); // summer time has begun
        assertThat(noon.latest(Instant.parse("2026-03-28T11:00:00Z"), Instant.parse("2026-03-28T11:00:00Z")))
                .isEmpty();
    }

    @Test
    void countsATimeAtItsVeryMoment() {
        Instant ten = Instant.parse("2026-01-01T10:00:00Z");
        assertThat(HOURLY.latest(ten.minusSeconds(1), ten)).hasValue(ten);
        assertThat(HOURLY.latest(ten, ten.plusSeconds(1))).isEmpty();
    }

    @Test
    void refusesWhatIsNoTable() {
        assertThatThrownBy(() -> CronSchedule.of("nightly", "every night", ZoneOffset.UTC))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("\"every night\"");
        assertThatThrownBy(() -> CronSchedule.of("nightly", "*/0 * * * *", ZoneOffset.UTC))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("Period 0");
        assertThatThrownBy(() -> CronSchedule.of("", "0 * * * *", ZoneOffset.UTC)).isInstanceOf(InvalidJobException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // which not everybody has
    void refusesWhatIsMissing() {
        assertThatThrownBy(() -> CronSchedule.of("nightly", "0 3 * * *", null))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("zone");
        assertThatThrownBy(() -> HOURLY.missed(null)).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> HOURLY.options(null)).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> CronSchedule.of("nightly", null, ZoneOffset.UTC)).isInstanceOf(InvalidJobException.class);
    }

    /** Of each time only one of them would enqueue its job. */
    @Test
    void refusesTwoTablesOfOneName() {
        WorkerBuilder builder = Worker.on(engine, new TextCodec()).cron(HOURLY, REPORT, () -> "first");
        assertThatThrownBy(() -> builder.cron(HOURLY, REPORT, () -> "second"))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("hourly");
    }

    @Test
    void refusesWhatNeverComes() {
        for (String never : List.of("0 0 30 2 *", "* * 31 2,4,6 *", "0 0 31 4-6/2 *", "0 0 30 FEB *")) {
            assertThatThrownBy(() -> CronSchedule.of("never", never, ZoneOffset.UTC))
                    .isInstanceOf(InvalidJobException.class)
                    .hasMessageContaining("never comes");
        }
        assertThat(CronSchedule.of("leap", "0 0 29 2 *", ZoneOffset.UTC)
                        .next(Instant.parse("2097-01-01T00:00:00Z")))
                .isEqualTo("2104-02-29T00:00:00Z");
        assertThat(CronSchedule.of("mondays", "0 0 30 2 1", ZoneOffset.UTC)
                        .next(Instant.parse("2026-01-01T00:00:00Z")))
                .isEqualTo("2026-02-02T00:00:00Z");
    }
}
