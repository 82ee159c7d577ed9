package dev.headroom.jobs;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns claims into runs of handlers, and stores how they end. */
final class AttemptRunner implements JobEngine.JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** Long enough not to be a load, short enough for a release that is under way. */
    private static final Duration PARKED = Duration.ofMinutes(1);

    private final WorkerSettings settings;
    private final RunningAttempts running;
    private final EndingWriter endings;
    private final FailureLog failures = new FailureLog(LOG);

    AttemptRunner(WorkerSettings settings, RunningAttempts running) {
        this.settings = settings;
        this.running = running;
        this.endings = new EndingWriter(settings.store(), settings.random());
    }

    @Override
    public void run(Claim claim) {
        int slot = running.enter();
        if (slot == RunningAttempts.CLOSED) {
            endings.store(claim, Ending.released(Optional.empty(), Duration.ZERO, Duration.ZERO));
            return;
        }
        try {
            begin(claim, slot);
        } finally {
            running.leave(slot);
        }
    }

    private void begin(Claim claim, int slot) {
        Optional<StoredJob> begun = settings.store().begin(claim);
        if (begun.isEmpty()) {
            return; // another attempt has it, or it was cancelled
        }
        StoredJob job = begun.get();
        HandledType<?, ?> handled = settings.types().get(job.status().type());
        Optional<JobProblem> unreadable = handled == null
                ? Optional.of(new JobProblem("unknown type", "No handler of this worker is for it"))
                : handled.unreadable(job);
        if (handled == null || unreadable.isPresent()) {
            park(claim, job, unreadable.orElseThrow());
        } else {
            run(handled, new Attempt(claim, job, settings), slot);
        }
    }

    private <P> void run(HandledType<P, ?> handled, Attempt attempt, int slot) {
        P payload;
        try {
            payload = handled.payload(attempt.job(), settings.codec());
        } catch (RuntimeException unreadable) {
            park(attempt.claim(), attempt.job(), Thrown.problem(unreadable));
            return;
        } catch (Throwable broken) { // an Error of its classes, which another release would have to mend
            finish(attempt, failed(attempt, broken, handled.rules()));
            return;
        }
        tell(listener -> listener.started(attempt.job().status(), waited(attempt.job())));
        running.begin(slot, attempt);
        finish(attempt, end(handled, attempt, payload));
    }

    private Duration waited(StoredJob job) {
        Instant due = job.status().times().due();
        Duration waited = Duration.between(due, settings.store().now());
        return waited.isNegative() ? Duration.ZERO : waited;
    }

    private <P> Ending end(HandledType<P, ?> handled, Attempt attempt, P payload) {
        try {
            Optional<JobData> result = surrounded(handled, attempt, payload);
            if (settings.store().joinsTransactions()) {
                result.ifPresent(JobData::text); // here, where what it throws is a failure of the handler
            }
            return Ending.succeeded(result, attempt.ran());
        } catch (Throwable failure) { // of the handler, whatever it is: the job has to end
            return failed(attempt, failure, handled.rules());
        } finally {
            attempt.leave();
        }
    }

    private <P> Optional<JobData> surrounded(HandledType<P, ?> handled, Attempt attempt, P payload) throws Exception {
        ContextPropagator.Scope scope =
                settings.surroundings().propagator().restore(attempt.job().context());
        try {
            return handled.run(payload, attempt, settings.codec());
        } finally {
            leave(scope);
        }
    }

    /** What the handler has done is done, whatever becomes of its surroundings. */
    private void leave(ContextPropagator.Scope scope) {
        try {
            scope.close();
        } catch (Throwable broken) {
            failures.surroundingsFailed("The scope of a ContextPropagator", broken);
        }
    }

    private Ending failed(Attempt attempt, Throwable failure, RetryRules rules) {
        Ending ending = attempt.after(failure, rules);
        failures.failed(attempt.job().status(), ending, failure);
        return ending;
    }

    private void finish(Attempt attempt, Ending ending) {
        JobStatus status = attempt.job().status();
        Optional<JobState> stored = store(attempt, ending.progress(attempt.progress()));
        if (stored.isPresent()) {
            tell(listener -> listener.ended(status, stored.get(), attempt.ran()));
        } else {
            LOG.warn(
                    "Job {} of type {} was lost by its attempt {}: another one does the work again.",
                    status.id(),
                    status.type(),
                    status.attempts());
            tell(listener -> listener.lost(status));
        }
    }

    private Optional<JobState> store(Attempt attempt, Ending ending) {
        if (attempt.isCompleted()) {
            return Optional.of(JobState.SUCCEEDED);
        }
        Optional<JobState> stored = attempt.isLost() ? Optional.empty() : endings.store(attempt.claim(), ending);
        boolean committed =
                stored.isEmpty() && attempt.mayBeCompleted() && endings.isStored(attempt.claim(), JobState.SUCCEEDED);
        return committed ? Optional.of(JobState.SUCCEEDED) : stored;
    }

    private void park(Claim claim, StoredJob job, JobProblem problem) {
        LOG.warn(
                "Job {} of type {} waits: {}. Run a worker that knows it.",
                claim.id(),
                job.status().type(),
                problem.kind());
        endings.store(claim, Ending.released(Optional.of(problem), PARKED, Duration.ZERO));
        tell(listener -> listener.parked(job.status(), problem));
    }

    @Override
    public Ending crashed(StoredJob job) {
        HandledType<?, ?> handled = settings.types().get(job.status().type());
        JobProblem problem = new JobProblem("crashed", "The process that ran it has not been heard of");
        boolean isLast = handled != null // only who knows a job may say that it is dead
                && handled.rules()
                        .nextAfterCrash(job.status().attempts(), settings.random())
                        .isEmpty();
        return isLast
                ? Ending.failed(JobState.DEAD, Optional.of(problem), Duration.ZERO)
                : Ending.retry(problem, Duration.ZERO, Duration.ZERO);
    }

    private void tell(Consumer<JobListener> event) {
        JobListener listener = settings.surroundings().listener();
        if (listener == JobListener.NONE) {
            return;
        }
        try {
            event.accept(listener);
        } catch (Throwable broken) {
            failures.surroundingsFailed("A JobListener", broken);
        }
    }
}
