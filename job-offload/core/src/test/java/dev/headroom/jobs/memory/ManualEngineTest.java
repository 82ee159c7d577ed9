package dev.headroom.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.TextCodec;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.cron.CronSchedule;
import dev.headroom.jobs.engine.RepeatedTasks;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A test's clock jumps to what is due next. */
class ManualEngineTest {

    private static final JobType<String, String> TEXT = JobType.of("text", String.class, String.class);

    private final ManualEngine engine = ManualEngine.manual();
    private final Jobs jobs = Jobs.on(engine, new TextCodec());

    @Test
    void turnsTheClockOnlyToWhatIsDueAndNotSecondBySecond() {
        Worker.on(engine, new TextCodec())
                .queue("default", 1)
                .handle(TEXT, (text, context) -> text)
                .cron(CronSchedule.of("daily", "30 2 * * *", ZoneOffset.UTC), TEXT, () -> "daily")
                .cron(CronSchedule.of("hourly", "0 * * * *", ZoneOffset.UTC), TEXT, () -> "hourly")
                .start();
        jobs.enqueue(TEXT, "brief", JobOptions.standard().retention(Duration.ofDays(1)));
        engine.runAll();

        AtomicInteger stops = new AtomicInteger();
        engine.repeatedTasks().every(Duration.ofSeconds(1), () -> {}, () -> {
            stops.incrementAndGet();
            return Optional.empty();
        });

        engine.advance(Duration.ofDays(30));

        assertThat(stops).hasValueLessThan((int) Duration.ofDays(30).toSeconds() / 9);
        assertThat(engine.runAll()).isEqualTo(30 * 25);
        assertThat(engine.now()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    }

    @Test
    void forgetsJobsWhoseRetentionHasPassed() {
        Worker.on(engine, new TextCodec())
                .queue("default", 1)
                .handle(TEXT, (text, context) -> text)
                .start();
        JobId brief = jobs.enqueue(TEXT, "a", JobOptions.standard().retention(Duration.ofDays(1)))
                .id();
        JobId usual = jobs.enqueue(TEXT, "b").id();
        engine.runAll();
        engine.advance(Duration.ofDays(1));
        assertThat(jobs.status(brief)).isPresent();
        engine.advance(Duration.ofMinutes(1));
        assertThat(jobs.status(brief)).isEmpty();
        assertThat(jobs.status(usual)).isPresent();
        JobId briefer = jobs.enqueue(TEXT, "a", JobOptions.standard().retention(Duration.ofHours(1)))
                .id();
        engine.runAll();
        engine.advance(Duration.ofMinutes(61));
        assertThat(jobs.status(briefer)).isEmpty();
        engine.advance(Duration.ofDays(7));
        assertThat(jobs.list(JobQuery.all())).isEmpty();
    }

    @Test
    void doesTasksAtTheirTimesWhenThereIsSomethingToDo() {
        List<Duration> done = new ArrayList<>();
        Instant start = engine.now();
        Instant wanted = start.plusSeconds(100).plusMillis(1);
        RepeatedTasks tasks = engine.repeatedTasks();
        Runnable task = () -> done.add(Duration.between(start, engine.now()));
        tasks.every(Duration.ofSeconds(7), task, () -> done.size() < 2 ? Optional.of(wanted) : Optional.empty());
        engine.advance(Duration.ofSeconds(104));
        assertThat(done).isEmpty();
        engine.advance(Duration.ofDays(1));
        assertThat(done).containsExactly(Duration.ofSeconds(105), Duration.ofSeconds(112));
        tasks.every(Duration.ofHours(10), task);
        engine.advance(Duration.ofHours(30));
        assertThat(done).hasSize(5);
        tasks.close();
        engine.advance(Duration.ofDays(1));
        assertThat(done).hasSize(5);
    }

    @Test
    void doesNotTurnTheClockBackWhenATaskTurnsItToo() {
        RepeatedTasks tasks = engine.repeatedTasks();
        tasks.every(Duration.ofHours(1), () -> {
            tasks.close();
            engine.advance(Duration.ofHours(5));
        });
        Instant start = engine.now();
        engine.advance(Duration.ofHours(2));
        assertThat(engine.now()).isEqualTo(start.plus(Duration.ofHours(6)));
    }

    /** Nobody takes its jobs: that is seen once, and not by mistake. */
    @Test
    void missesAWorker() {
        MemoryQueue queue = new MemoryQueue("reports", new QueueDepth("reports", Integer.MAX_VALUE));
        assertThat(queue.missesSubscriber()).isTrue();
        assertThat(queue.missesSubscriber()).isFalse();
        assertThat(queue.tellIfMissed()).isFalse(); // it has no job
        assertThat(queue.missesSubscriber()).isTrue();
        JobId id = jobs.enqueue(TEXT, "a").id();
        queue.add(jobOf(id));
        assertThat(queue.tellIfMissed()).isTrue();
        assertThat(queue.missesSubscriber()).isFalse();
        queue.subscribed();
        assertThat(queue.missesSubscriber()).isFalse();
        queue.unsubscribed();
        assertThat(queue.missesSubscriber()).isTrue();
        queue.subscribed();
        assertThat(queue.tellIfMissed()).isFalse();
        assertThat(jobs.status(id).orElseThrow().state()).isEqualTo(JobState.READY);
    }

    private MemoryJob jobOf(JobId id) {
        MemoryJob job = ((MemoryStore) engine.store()).job(id);
        assertThat(job).isNotNull();
        return job;
    }
}
