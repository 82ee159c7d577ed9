package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.ClaimState;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.engine.StepResult;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job in memory. Each method is one change that nobody sees half of. */
final class MemoryJob {

    private final NewJob job;
    private final MemoryQueue queue;

    /** Written by who holds the lock, as all that follows. */
    private volatile JobState state;

    private Instant due;
    private @Nullable Instant started;
    private @Nullable Instant finished;
    private int attempts;
    private long fence;
    private boolean cancelRequested;
    private JobProgress progress = JobProgress.NONE;
    private @Nullable JobProblem problem;
    private @Nullable JobData result;
    private @Nullable Map<String, StepResult> steps;

    /** How many wait for its end. */
    private int waiting;

    MemoryJob(NewJob job, MemoryQueue queue) {
        Instant now = job.created();
        this.job = job;
        this.queue = queue;
        this.due = job.options().start().map(start -> due(start, now)).orElse(now);
        this.state = due.isAfter(now) ? JobState.SCHEDULED : JobState.READY;
    }

    private static Instant due(JobOptions.Start start, Instant now) {
        return start.time().orElseGet(() -> now.plus(start.delay().orElse(Duration.ZERO)));
    }

    JobId id() {
        return job.id();
    }

    JobOptions options() {
        return job.options();
    }

    MemoryQueue queue() {
        return queue;
    }

    NewJob definition() {
        return job;
    }

    JobState state() {
        return state;
    }

    synchronized Instant due() {
        return due;
    }

    /** Whether another that is the same may not be enqueued. */
    synchronized boolean excludes(Duration window, Instant now) {
        return !state.isEnd() || job.created().plus(window).isAfter(now);
    }

    /** When its retention has passed; never as long as it has not ended. */
    synchronized Instant over() {
        return finished == null ? Instant.MAX : finished.plus(job.options().retention());
    }

    /** Returns null if the attempt does not own it. */
    synchronized @Nullable StoredJob stored(Claim claim) {
        return isOwnedBy(claim) ? stored() : null;
    }

    synchronized StoredJob stored() {
        JobStatus.Times times =
                new JobStatus.Times(job.created(), due, Optional.ofNullable(started), Optional.ofNullable(finished));
        JobStatus status = new JobStatus(
                job.id(),
                job.type(),
                job.options().queue(),
                state,
                attempts,
                progress,
                Optional.ofNullable(problem),
                times);
        return new StoredJob(
                status,
                job.version(),
                job.payload(),
                Optional.ofNullable(result),
                job.context(),
                job.options().timeout());
    }

    /** Its time has come. */
    synchronized boolean makeReady() {
        if (state != JobState.SCHEDULED && state != JobState.RETRYING) {
            return false;
        }
        state = JobState.READY;
        return true;
    }

    /** Returns null if it cannot be claimed, for instance because it was cancelled, or another has claimed it. */
    synchronized @Nullable Claim claim(Instant now) {
        if (state != JobState.READY) {
            return null;
        }
        state = JobState.RUNNING;
        started = now;
        attempts++;
        fence++;
        return new Claim(job.id(), job.options().queue(), fence);
    }

    boolean isOwnedBy(Claim claim) {
        return state == JobState.RUNNING && isLast(claim); // mostly it has ended, which needs no lock to be seen
    }

    private synchronized boolean isLast(Claim claim) {
        return state == JobState.RUNNING && fence == claim.fence();
    }

    synchronized ClaimState state(Claim claim) {
        if (!isOwnedBy(claim)) {
            return ClaimState.LOST;
        }
        return cancelRequested ? ClaimState.CANCEL_REQUESTED : ClaimState.OWNED;
    }

    /** Returns in which state it is then; null if the attempt does not own it. */
    synchronized @Nullable JobState end(Claim claim, Ending ending, Instant now) {
        if (!isOwnedBy(claim)) {
            return null;
        }
        attempts -= ending.counts() ? 0 : 1;
        progress = ending.progress().orElse(progress);
        if (ending.problem().isPresent() || ending.state() == JobState.SUCCEEDED) {
            problem = ending.problem().orElse(null);
        }
        if (ending.state().isEnd()) {
            result = ending.result().orElse(null);
            finish(ending.state(), now);
        } else if (cancelRequested) {
            finish(JobState.CANCELLED, now);
        } else {
            due = now.plus(ending.delay());
            state = ending.state();
        }
        return state;
    }

    private void finish(JobState end, Instant now) {
        state = end;
        finished = now;
        if (waiting > 0) {
            notifyAll();
        }
    }

    /** Returns null if it has ended already. */
    synchronized @Nullable Boolean cancel(Instant now) {
        if (state.isEnd()) {
            return null;
        }
        if (state == JobState.RUNNING) {
            cancelRequested = true;
            return false;
        }
        finish(JobState.CANCELLED, now);
        return true;
    }

    synchronized boolean redrive(Instant now) {
        if (state != JobState.DEAD) {
            return false;
        }
        state = JobState.READY;
        due = now;
        attempts = 0;
        finished = null;
        cancelRequested = false;
        return true;
    }

    synchronized void say(Claim claim, JobProgress said) {
        if (isOwnedBy(claim)) {
            progress = said;
        }
    }

    synchronized Optional<StepResult> step(String name) {
        return steps == null ? Optional.empty() : Optional.ofNullable(steps.get(name));
    }

    synchronized boolean keepStep(Claim claim, String name, StepResult kept) {
        if (!isOwnedBy(claim)) {
            return false;
        }
        if (steps == null) {
            steps = new HashMap<>();
        }
        steps.put(name, kept);
        return true;
    }

    synchronized void awaitEnd(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        waiting++;
        try {
            for (long left = most.toNanos(); !state.isEnd() && left > 0; left = end - System.nanoTime()) {
                wait(left / 1_000_000 + 1);
            }
        } finally {
            waiting--;
        }
    }
}
