package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.WorkerBuilder;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a handler said last is kept, however soon and however its attempt ends. */
public interface ProgressContract extends OnBench {

    /** Runs a job, and returns how it ended. */
    private JobStatus run(Function<WorkerBuilder, WorkerBuilder> handlers) {
        bench().worker(1, handlers);
        return bench().end(bench().enqueue("a"));
    }

    @Test
    default void keepsTheLastProgress() {
        JobStatus succeeded = run(worker -> worker.handle(TEXT, (text, context) -> {
            context.progress(1, 2, "half");
            context.progress(2, 2, "all");
            return text;
        }));

        assertThat(succeeded.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(succeeded.progress()).isEqualTo(new JobProgress(2, 2, "all"));
    }

    @Test
    default void keepsTheLastProgressOfEachEnd() {
        JobStatus dead = run(worker -> worker.handle(
                TEXT,
                (text, context) -> {
                    if (context.attempt() == 1) {
                        context.progress(1, 2, "half");
                    }
                    throw new IllegalStateException("not yet");
                },
                AT_ONCE.attempts(2)));

        assertThat(dead.state()).isEqualTo(JobState.DEAD);
        assertThat(dead.progress()).isEqualTo(new JobProgress(1, 2, "half"));
    }

    @Test
    default void keepsTheLastProgressOfAJobThatItsTransactionEnds() {
        JobStatus succeeded = run(worker -> worker.handle(TEXT, (text, context) -> {
            context.progress(1, 1, "all");
            return context.inTransaction("end", String.class, transaction -> {
                transaction.complete("done");
                return "";
            });
        }));

        assertThat(succeeded.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(succeeded.progress()).isEqualTo(new JobProgress(1, 1, "all"));
    }

    @Test
    default void keepsWhatTextOfProblemsAndProgressCanBeKept() {
        JobStatus status = run(worker -> worker.handle(
                TEXT,
                (text, context) -> {
                    context.progress(1, 2, "half \uD83D");
                    throw new IllegalStateException("x".repeat(999) + "\uD83D\uDE00 \uDE00");
                },
                RetryRules.never()));

        assertThat(status.state()).isEqualTo(JobState.DEAD);
        assertThat(status.problem().orElseThrow().message()).isEqualTo("x".repeat(999));
        assertThat(status.progress()).isEqualTo(new JobProgress(1, 2, "half \uFFFD"));
    }
}
