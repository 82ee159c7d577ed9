package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.memory.ManualEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronTest {

    private static final JobType<String, Void> REPORT = JobType.of("report", String.class, Void.class);
    private static final CronTable HOURLY = CronTable.of("hourly", "0 * * * *", ZoneOffset.UTC);

    private final ManualEngine engine = ManualEngine.manual(); // which begins at midnight
    private final Jobs jobs = Jobs.on(engine, new TextCodec());

    private Worker worker(CronTable table) {
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

    @Test
    void followsTheZone() {
        CronTable noon = CronTable.of("noon", "0 12 * * *", ZoneId.of("Europe/Berlin"));
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
        assertThatThrownBy(() -> CronTable.of("nightly", "every night", ZoneOffset.UTC))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("\"every night\"");
        assertThatThrownBy(() -> CronTable.of("", "0 * * * *", ZoneOffset.UTC)).isInstanceOf(InvalidJobException.class);
    }
}
