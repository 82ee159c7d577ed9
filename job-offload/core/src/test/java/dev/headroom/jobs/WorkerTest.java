package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.memory.ManualEngine;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a worker makes of the ends of handlers, on the test's thread. */
class WorkerTest {

    private static final JobType<String, Integer> LENGTH = JobType.of("length", String.class, Integer.class);
    private static final RetryRules TWICE =
            RetryRules.standard().attempts(2).backoff(Duration.ofSeconds(10), Duration.ofSeconds(10));

    private final ManualEngine engine = ManualEngine.manual();
    private final TextCodec codec = new TextCodec();
    private final Jobs jobs = Jobs.on(engine, codec);
    private final List<String> seen = new ArrayList<>();

    private Worker start(JobHandler<String, Integer> handler) {
        return builder().handle(LENGTH, handler, TWICE).start();
    }

    private WorkerBuilder builder() {
        return Worker.on(engine, codec).queue("default", 1).random(new Random(1));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void keepsTheResult() {
        start((text, context) -> text.length());
        JobId id = jobs.enqueue(LENGTH, "four").id();
        assertThat(status(id).state()).isEqualTo(JobState.READY);
        assertThat(jobs.result(LENGTH, id)).isEmpty();
        assertThat(engine.runNext()).hasValue(id);
        assertThat(status(id)).returns(JobState.SUCCEEDED, JobStatus::state).returns(1, JobStatus::attempts);
        assertThat(jobs.result(LENGTH, id)).hasValue(4);
        assertThatThrownBy(() -> jobs.result(JobType.of("other", String.class, String.class), id))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("that job is a \"length\"");
    }

    @Test
    void triesAgainLaterAndThenGivesUp() {
        start((text, context) -> {
            seen.add("attempt " + context.attempt() + " of " + context.idempotencyKey());
            throw new IOException("no answer");
        });
        JobId id = jobs.enqueue(LENGTH, "four").id();
        engine.runAll();
        assertThat(status(id)).returns(JobState.RETRYING, JobStatus::state).returns(1, JobStatus::attempts);
        engine.advance(Duration.ofSeconds(10));
        engine.runAll();
        assertThat(status(id)).returns(JobState.DEAD, JobStatus::state).returns(2, JobStatus::attempts);
        assertThat(status(id).problem()).hasValue(new JobProblem("java.io.IOException", "no answer"));
        assertThat(seen).containsExactly("attempt 1 of " + id, "attempt 2 of " + id);
    }

    /** Processes whose clocks differ list their jobs in one order. */
    @Test
    void idsHaveTheTimeOfTheStore() {
        engine.advance(Duration.ofDays(400));
        JobId id = jobs.enqueue(LENGTH, "four").id();
        assertThat(id.value().getMostSignificantBits() >>> 16)
                .isEqualTo(status(id).times().created().toEpochMilli());
    }

    @Test
    void tellsThatItWasCancelledAndWillNotBeTriedAgain() {
        JobListener listener = new JobListener() {
            @Override
            public void ended(JobStatus job, JobState state, Duration took) {
                seen.add("ended " + state);
            }
        };
        JobHandler<String, Integer> cancelled = (text, context) -> {
            jobs.cancel(context.id());
            throw new IOException("no answer");
        };
        builder().listener(listener).handle(LENGTH, cancelled, TWICE).start();
        JobId id = jobs.enqueue(LENGTH, "four").id();
        engine.runAll();
        assertThat(status(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(seen).containsExactly("ended CANCELLED");
    }

    @Test
    void runsDeadJobsAgainWithAllTheirAttempts() {
        start((text, context) -> {
            throw new IOException("no answer");
        });
        JobId id = jobs.enqueue(LENGTH, "four").id();
        engine.runAll();
        engine.advance(Duration.ofSeconds(10));
        engine.runAll();
        assertThat(jobs.redrive(JobQuery.all().states(JobState.SUCCEEDED))).isZero();
        assertThat(jobs.redrive(JobQuery.all())).isEqualTo(1);
        assertThat(status(id)).returns(JobState.READY, JobStatus::state).returns(0, JobStatus::attempts);
        engine.runAll();
        assertThat(status(id).state()).isEqualTo(JobState.RETRYING);
    }

    @Test
    void survivesErrorsOfHandlers() {
        start((text, context) -> {
            throw new StackOverflowError();
        });
        JobId id = jobs.enqueue(LENGTH, "four").id();
        engine.runAll();
        assertThat(status(id).state()).isEqualTo(JobState.RETRYING);
        assertThat(status(id).problem().orElseThrow().kind()).isEqualTo("java.lang.StackOverflowError");
    }

    @Test
    void doesNotCountASnooze() {
        start((text, context) -> {
            seen.add("attempt " + context.attempt());
            if (seen.size() < 5) {
                throw context.snooze(Duration.ofMinutes(1));
            }
            return 1;
        });
        JobId id = jobs.enqueue(LENGTH, "four").id();
        for (int minute = 0; minute < 5; minute++) {
            engine.runAll();
            engine.advance(Duration.ofMinutes(1));
        }
        assertThat(seen).hasSize(5).containsOnly("attempt 1");
        assertThat(status(id).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void runsAgainWhatAProcessTookToItsGrave() {
        start((text, context) -> {
            seen.add("attempt " + context.attempt());
            return 1;
        });
        JobId id = jobs.enqueue(LENGTH, "four").id();
        assertThat(engine.crashWorker()).hasValue(id);
        assertThat(status(id)).returns(JobState.READY, JobStatus::state).returns(1, JobStatus::attempts);
        assertThat(status(id).problem().orElseThrow().kind()).isEqualTo("crashed");
        engine.advance(Duration.ZERO);
        engine.runAll();
        assertThat(status(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(seen).containsExactly("attempt 1", "attempt 2");
    }

    @Test
    void doesNotRunForEverWhatKillsItsProcess() {
        start((text, context) -> 1);
        JobId id = jobs.enqueue(LENGTH, "poison").id();
        engine.crashWorker();
        engine.advance(Duration.ZERO);
        engine.crashWorker();
        assertThat(status(id)).returns(JobState.DEAD, JobStatus::state).returns(2, JobStatus::attempts);
    }

    @Test
    void runsOnceWithTwoEntriesAndOnceWithNone() {
        start((text, context) -> {
            seen.add(text);
            return 1;
        });
        JobId twice = jobs.enqueue(LENGTH, "twice").id();
        engine.duplicateQueueEntry(twice);
        JobId none = jobs.enqueue(LENGTH, "none").id();
        engine.loseQueueEntry(none);
        assertThat(engine.runAll()).isEqualTo(1);
        engine.advance(Duration.ofSeconds(30));
        assertThat(engine.runAll()).isEqualTo(1);
        assertThat(seen).containsExactly("twice", "none");
    }

    @Test
    void doesNotBeginWhatRuns() {
        start((text, context) -> {
            engine.duplicateQueueEntry(context.id());
            assertThat(engine.runNext()).isEmpty();
            return 1;
        });
        JobId id = jobs.enqueue(LENGTH, "four").id();
        engine.runAll();
        assertThat(status(id)).returns(JobState.SUCCEEDED, JobStatus::state).returns(1, JobStatus::attempts);
    }

    @Test
    void remembersStepsOverAttempts() {
        start((text, context) -> {
            Integer length = context.step("length", Integer.class, () -> {
                seen.add("measured");
                return text.length();
            });
            context.step("nothing", Void.class, () -> null);
            if (context.attempt() == 1) {
                throw new IOException();
            }
            return length;
        });
        JobId id = jobs.enqueue(LENGTH, "four").id();
        engine.runAll();
        engine.advance(Duration.ofSeconds(10));
        engine.runAll();
        assertThat(jobs.result(LENGTH, id)).hasValue(4);
        assertThat(seen).containsExactly("measured");
    }

    @Test
    void saysWhatTransactionsNeed() {
        start((text, context) -> context.inTransaction("book", Integer.class, transaction -> 1));
        JobId id = jobs.enqueue(LENGTH, "four").id();
        engine.runAll();
        assertThat(status(id).problem().orElseThrow().message()).contains("WorkerBuilder.transactions(");
    }

    @Test
    void runsAtOnceIfItIsInline() {
        ManualEngine inline = ManualEngine.inline();
        Jobs inlineJobs = Jobs.on(inline, codec);
        Worker.on(inline, codec)
                .queue("default", 1)
                .handle(LENGTH, (text, context) -> {
                    if (text.length() < 3) {
                        inlineJobs.enqueue(LENGTH, text + "+");
                    }
                    seen.add(text);
                    return text.length();
                })
                .start();
        JobId id = inlineJobs.enqueue(LENGTH, "a").id();
        assertThat(inlineJobs.result(LENGTH, id)).hasValue(1);
        assertThat(seen).containsExactly("a", "a+", "a++");
    }

    private JobStatus status(JobId id) {
        return jobs.status(id).orElseThrow();
    }
}
