package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.ContextPropagator;
import dev.headroom.jobs.InsideTransactionException;
import dev.headroom.jobs.JobListener;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.WorkerBuilder;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Whatever the application's code does, attempts are counted and end, and what has succeeded does not run again. */
public interface ForeignCodeContract extends OnBench {

    /** Runs a job, twice at most, and returns how it ended. */
    private JobStatus run(Function<WorkerBuilder, WorkerBuilder> handlers) {
        bench().worker(1, handlers);
        return bench().end(bench().enqueue("a"));
    }

    @Test
    default void countsErrorsOfPayloadsThatAreRead() {
        JobStatus status = run(worker -> worker.handle(TEXT.version(2), (text, context) -> text, AT_ONCE.attempts(2))
                .upcast("text", 1, text -> {
                    throw new NoClassDefFoundError("gone");
                }));

        assertThat(status.state()).isEqualTo(JobState.DEAD);
        assertThat(status.attempts()).isEqualTo(2);
        assertThat(status.problem().orElseThrow().kind()).isEqualTo("java.lang.NoClassDefFoundError");
    }

    /** An exception that cannot be asked anything. */
    final class Hostile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("cause");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("text");
        }
    }

    private static Exception circle() {
        Exception first = new Exception("first");
        first.initCause(new Exception("second", first));
        return first;
    }

    @Test
    default void countsExceptionsThatThrow() {
        RetryRules rules = AT_ONCE.attempts(2).giveUpOn(IllegalArgumentException.class);
        JobStatus status = run(worker -> worker.handle(
                TEXT,
                (text, context) -> {
                    throw context.attempt() == 1 ? circle() : new Hostile();
                },
                rules));

        assertThat(status.state()).isEqualTo(JobState.DEAD);
        assertThat(status.attempts()).isEqualTo(2);
        assertThat(status.problem().orElseThrow().kind()).isEqualTo(Hostile.class.getName());
    }

    @Test
    default void countsWhenTheRandomNumbersFail() {
        RandomGenerator broken = () -> {
            throw new IllegalStateException("no numbers");
        };
        JobStatus status = run(worker -> worker.random(broken)
                .handle(
                        TEXT,
                        (text, context) -> {
                            throw new IllegalStateException("not yet");
                        },
                        AT_ONCE.attempts(2)));

        assertThat(status.state()).isEqualTo(JobState.DEAD);
        assertThat(status.attempts()).isEqualTo(2);
    }

    /** Whatever it throws. */
    final class BrokenListener implements JobListener {

        @Override
        public void started(JobStatus job, Duration waited) {
            throw new NoClassDefFoundError("gone");
        }

        @Override
        public void ended(JobStatus job, JobState state, Duration took) {
            throw new Hostile();
        }
    }

    @Test
    default void endsWhateverListenersDo() {
        JobStatus status = run(worker -> worker.listener(new BrokenListener()).handle(TEXT, (text, context) -> text));

        assertThat(status.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(status.attempts()).isEqualTo(1);
    }

    /** Puts nothing around a handler, and fails to take it away. */
    final class BrokenPropagator implements ContextPropagator {

        @Override
        public Map<String, String> capture() {
            return Map.of();
        }

        @Override
        public Scope restore(Map<String, String> context) {
            return () -> {
                throw new NoClassDefFoundError("gone");
            };
        }
    }

    @Test
    default void hasSucceededWhateverIsAroundItDoes() {
        AtomicInteger runs = new AtomicInteger();
        JobStatus status = run(worker -> worker.propagate(new BrokenPropagator())
                .handle(
                        TEXT,
                        (text, context) -> {
                            runs.incrementAndGet();
                            return text;
                        },
                        AT_ONCE));

        assertThat(status.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(runs).hasValue(1);
    }

    /** A result that a database refuses would be refused again each time. */
    @Test
    default void countsResultsThatCannotBeStored() {
        Assumptions.assumeTrue(
                bench().engine().store().joinsTransactions(), "Results in memory are kept as they are.");
        AtomicInteger runs = new AtomicInteger();
        JobStatus status = run(worker -> worker.handle(
                TEXT, (text, context) -> runs.incrementAndGet() == 1 ? "half \uD83D" : "nul \0", AT_ONCE.attempts(2)));

        assertThat(status.state()).isEqualTo(JobState.DEAD);
        assertThat(runs).hasValue(2);
        assertThat(status.problem().orElseThrow().message()).contains("half a surrogate pair");
        assertThatThrownBy(() -> bench().enqueue("half \uD83D")).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> bench().jobs().enqueueAll(TEXT, List.of("whole", "nul \0")))
                .isInstanceOf(InvalidJobException.class);
    }

    /** The delay was given to a rule, so the attempt has failed. */
    @Test
    default void countsASnoozeThatNobodyLivesToSee() {
        JobStatus status = run(worker -> worker.handle(
                TEXT,
                (text, context) -> {
                    throw context.snooze(Duration.ofDays(1_000_000_000));
                },
                AT_ONCE.attempts(2)));

        assertThat(status.state()).isEqualTo(JobState.DEAD);
        assertThat(status.problem().orElseThrow().message()).startsWith("snooze(");
    }

    /** It would run before the commit, and stay after a rollback. */
    @Test
    default void refusesToEnqueueBesideATransaction() {
        JobStatus status = run(worker -> worker.handle(
                TEXT,
                (text, context) -> context.inTransaction("both", String.class, transaction -> {
                    bench().enqueue("another");
                    return "";
                }),
                RetryRules.never()));

        assertThat(status.state()).isEqualTo(JobState.DEAD);
        assertThat(status.problem().orElseThrow().kind()).isEqualTo(InsideTransactionException.class.getName());
        assertThat(status.problem().orElseThrow().message()).contains("jobs.in(");
        assertThatThrownBy(() -> bench().jobs().insideTransaction(() -> true).enqueueAll(TEXT, List.of("b")))
                .isInstanceOf(InsideTransactionException.class);
        assertThat(bench().jobs()
                        .insideTransaction(() -> false)
                        .enqueue(TEXT, "b")
                        .isNew())
                .isTrue();
    }
}
