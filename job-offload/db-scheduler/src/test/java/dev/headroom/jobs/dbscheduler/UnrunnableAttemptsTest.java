package dev.headroom.jobs.dbscheduler;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.Worker;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.EachDatabase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever comes of an attempt before, in and after its handler: it counts, so that no job begins for ever. */
@EachDatabase
class UnrunnableAttemptsTest extends EachStoreTest {

    private static final int ATTEMPTS = 3;

    /** As of a class whose static initialiser fails, each time it is used. */
    private static final class BrokenClasses implements JobCodec {

        @Override
        public String encode(Object value) {
            return value.toString();
        }

        @Override
        public <T> T decode(String text, Class<T> type) {
            throw new NoClassDefFoundError("Could not initialize class Payload");
        }
    }

    private static final class Speechless extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Test
    void countsErrorsBeforeTheHandlerIsCalled() {
        JobId id = bench.enqueue("a");
        try (Worker worker = Worker.on(bench.engine(), new BrokenClasses())
                .queue("default", 1)
                .handle(TEXT, (text, context) -> text, AT_ONCE.attempts(ATTEMPTS))
                .start()) {
            isDead(bench.end(id));
            assertThat(worker.running()).isZero();
        }
    }

    @Test
    void countsFailuresThatCannotBeTold() {
        JobId id = bench.enqueue("a");
        bench.worker(
                1,
                builder -> builder.handle(
                        TEXT,
                        (text, context) -> {
                            throw new Speechless();
                        },
                        AT_ONCE.attempts(ATTEMPTS)));
        isDead(bench.end(id));
    }

    private static void isDead(JobStatus status) {
        assertThat(status.state()).isEqualTo(JobState.DEAD);
        assertThat(status.attempts()).isEqualTo(ATTEMPTS);
    }

    /** A runner of attempts that fails by itself, however it is made. */
    @Test
    void countsWhateverARunnerThrows() {
        JobId id = bench.enqueue("a");
        JobEngine.JobRunner broken = new JobEngine.JobRunner() {
            @Override
            public void run(Claim claim) {
                bench.engine().store().begin(claim);
                throw new LinkageError("broken");
            }

            @Override
            public Ending crashed(StoredJob job) {
                Optional<JobProblem> problem = Optional.of(new JobProblem("crashed", ""));
                return job.status().attempts() >= ATTEMPTS
                        ? Ending.failed(JobState.DEAD, problem, Duration.ZERO)
                        : Ending.retry(problem.get(), Duration.ZERO, Duration.ZERO);
            }
        };
        try (JobEngine.Subscription subscription = bench.engine().subscribe(new QueueSpec("default", 1), broken)) {
            JobStatus dead = bench.end(id);
            isDead(dead);
            assertThat(dead.problem()).contains(new JobProblem("java.lang.LinkageError", "broken"));
            subscription.pause();
        }
        assertThat(store.count("headroom_tickets_default", "1 = 1")).isZero();
    }
}
