package dev.headroom.jobs;

import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * What a log is told of failed attempts: where the first of a kind failed, one line for each of the others, and where the last attempt of a
 * job failed. Never a message, which may hold payloads and secrets: that is kept with the job. Safe for use by many threads.
 */
final class FailureLog {

    /** When many jobs of a type fail in the same way, one trace is enough for so long. */
    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    /** Of kinds that are remembered. */
    private static final int MOST = 1_000;

    private final Logger log;
    private final Map<String, Long> traced = new ConcurrentHashMap<>();
    private final AtomicBoolean surroundingsFailed = new AtomicBoolean();

    FailureLog(Logger log) {
        this.log = log;
    }

    /** An attempt failed. */
    void failed(JobStatus job, Ending ending, Throwable failure) {
        if (ending.state() == JobState.DEAD) {
            log.error(
                    "Job {} of type {} is dead after {} attempts: mend the cause, and redrive it. Its status has the"
                            + " message.",
                    job.id(),
                    job.type(),
                    job.attempts(),
                    Thrown.trace(failure));
        } else if (ending.state() == JobState.RETRYING) {
            retried(job, ending.delay(), failure);
        }
    }

    private void retried(JobStatus job, Duration delay, Throwable failure) {
        if (job.attempts() == 1 && isNew(job.type() + " " + failure.getClass().getName())) {
            log.warn(
                    "Attempt 1 of job {} of type {} failed, and is followed by another in {}. Its status has the message.",
                    job.id(),
                    job.type(),
                    delay,
                    Thrown.trace(failure));
        } else {
            log.info(
                    "Attempt {} of job {} of type {} failed, and is followed by another in {}: {}",
                    job.attempts(),
                    job.id(),
                    job.type(),
                    delay,
                    failure.getClass().getName());
        }
    }

    private boolean isNew(String kind) {
        long now = System.nanoTime();
        if (traced.size() >= MOST) {
            traced.clear();
        }
        Long before = traced.get(kind);
        return (before == null || now - before > QUIET) && Objects.equals(traced.put(kind, now), before);
    }

    /** A listener or a context propagator failed. Logged once for a worker. */
    void surroundingsFailed(String what, Throwable failure) {
        if (surroundingsFailed.compareAndSet(false, true)) {
            log.warn("{} failed, which changes nothing else, and is not told again.", what, Thrown.trace(failure));
        }
    }
}
