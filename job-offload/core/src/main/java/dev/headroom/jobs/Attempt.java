package dev.headroom.jobs;

import dev.headroom.jobs.engine.AttemptReport;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.StepResult;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.DurationRange;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.StorableText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One run of a handler. The handler's thread runs it, the watch tells it to stop. */
final class Attempt implements JobContext {

    private final Claim claim;
    private final StoredJob job;
    private final WorkerSettings settings;
    private final long start = System.nanoTime();
    private final Thread thread = Thread.currentThread();

    /** Guards writing what follows: nobody interrupts the thread once it does something else. */
    private final Object lock = new Object();

    private boolean running = true;
    private volatile JobStoppedException.@Nullable Reason stop;
    private volatile boolean lost;
    private @Nullable JobProgress said;
    private volatile @Nullable JobProgress lastSaid;
    private boolean reported;

    /** Written by the handler's thread, as the next. */
    private boolean completing;

    private boolean completed;

    Attempt(Claim claim, StoredJob job, WorkerSettings settings) {
        this.claim = claim;
        this.job = job;
        this.settings = settings;
    }

    Claim claim() {
        return claim;
    }

    StoredJob job() {
        return job;
    }

    Duration ran() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    boolean isLate() {
        return ran().compareTo(job.timeout()) > 0;
    }

    boolean isLost() {
        return lost;
    }

    /** Whether it ended the job in a transaction of its own. */
    boolean isCompleted() {
        return completed;
    }

    /** Whether it said the job's end in a transaction, whose commit may have failed, or only its answer. */
    boolean mayBeCompleted() {
        return completing;
    }

    /** What is not known of it yet. */
    Optional<AttemptReport> takeReport() {
        synchronized (lock) {
            Optional<JobProgress> progress = Optional.ofNullable(said);
            boolean known = reported && progress.isEmpty();
            said = null;
            reported = true;
            return known ? Optional.empty() : Optional.of(new AttemptReport(ran(), progress));
        }
    }

    /** As it was said last, reported or not: a report may have failed. */
    Optional<JobProgress> progress() {
        return Optional.ofNullable(lastSaid);
    }

    /** Asks the handler to stop, once. */
    void stop(JobStoppedException.Reason reason) {
        synchronized (lock) {
            if (stop == null) {
                stop = reason;
                interrupt();
            }
        }
    }

    void lose() {
        synchronized (lock) {
            if (!lost) {
                lost = true;
                interrupt();
            }
        }
    }

    private void interrupt() {
        if (running) {
            thread.interrupt();
        }
    }

    /** The handler has ended: its thread is not to be interrupted any more, and forgets if it was. */
    void leave() {
        synchronized (lock) {
            running = false;
            Thread.interrupted();
        }
    }

    @Override
    public JobId id() {
        return claim.id();
    }

    @Override
    public int attempt() {
        return job.status().attempts();
    }

    @Override
    public String idempotencyKey() {
        return claim.id().toString();
    }

    @Override
    public void checkpoint() {
        if (lost) {
            throw new LostJobException(claim.id());
        }
        JobStoppedException.Reason reason = stop;
        if (reason == null && isLate()) {
            reason = late();
        }
        if (reason != null) {
            throw new JobStoppedException(claim.id(), reason);
        }
    }

    /** The handler sees for itself that it is late, so that nobody need interrupt it. */
    private JobStoppedException.Reason late() {
        synchronized (lock) {
            JobStoppedException.Reason reason = stop == null ? JobStoppedException.Reason.TIMEOUT : stop;
            stop = reason;
            return reason;
        }
    }

    @Override
    public void progress(long done, long total, String note) {
        JobProgress progress = new JobProgress(done, total, note);
        synchronized (lock) {
            said = progress;
            lastSaid = progress;
        }
        checkpoint();
    }

    @Override
    public <T> @Nullable T step(String name, Class<T> type, Callable<@Nullable T> work) throws Exception {
        StorableText.requireName("step", name);
        checkpoint();
        JobStore store = settings.store();
        Optional<StepResult> before = store.step(claim, name, StoreTransaction.own());
        if (before.isPresent()) {
            return value(before.get(), type);
        }
        T result = work.call();
        requireOwned(store.keepStep(claim, name, data(result), StoreTransaction.own()));
        return result;
    }

    @Override
    public <T> @Nullable T inTransaction(String name, Class<T> type, TransactionalWork<T> work) throws Exception {
        StorableText.requireName("inTransaction", name);
        checkpoint();
        return new FencedTransaction<>(this, settings, name, type).run(work);
    }

    void completing() {
        completing = true;
    }

    void complete() {
        completed = true;
    }

    <T> @Nullable T value(StepResult step, Class<T> type) {
        return step.data().map(data -> data.as(type, settings.codec())).orElse(null);
    }

    StepResult data(@Nullable Object result) {
        return new StepResult(Optional.ofNullable(result).map(value -> JobData.of(value, settings.codec())));
    }

    void requireOwned(boolean owned) {
        if (!owned) {
            lost = true;
            throw new LostJobException(claim.id());
        }
    }

    @Override
    public RuntimeException snooze(Duration delay) {
        throw new Snooze(DurationRange.FROM_ZERO.require("snooze", delay));
    }

    /** Not a problem, so without a stack trace. */
    static final class Snooze extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Duration delay;

        Snooze(Duration delay) {
            super("snooze", null, false, false);
            this.delay = delay;
        }
    }

    /** How it ends after a failure of its handler. */
    Ending after(Throwable failure, RetryRules rules) {
        if (failure instanceof Snooze snooze) {
            return Ending.released(Optional.empty(), snooze.delay, ran());
        }
        JobStoppedException.Reason reason = stop;
        if (reason == JobStoppedException.Reason.CANCELLED) {
            return Ending.failed(JobState.CANCELLED, Optional.empty(), ran());
        }
        if (reason == JobStoppedException.Reason.SHUTDOWN) {
            return Ending.released(Optional.empty(), Duration.ZERO, ran());
        }
        JobProblem problem = reason == JobStoppedException.Reason.TIMEOUT
                ? new JobProblem("timeout", "The attempt took longer than " + job.timeout())
                : Thrown.problem(failure);
        return rules.next(attempt(), failure, settings.random())
                .map(delay -> Ending.retry(problem, delay, ran()))
                .orElseGet(() -> Ending.failed(JobState.DEAD, Optional.of(problem), ran()));
    }
}
