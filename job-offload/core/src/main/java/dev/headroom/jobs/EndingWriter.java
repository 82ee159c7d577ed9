package dev.headroom.jobs;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.JobState;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores how attempts end, and does not give up at once: if it is not stored, the work is done again. */
final class EndingWriter {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int TRIES = 8;
    private static final long FIRST_DELAY = 50_000_000L;

    private final JobStore store;
    private final RandomGenerator random;

    EndingWriter(JobStore store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    /**
     * Stores it.
     *
     * @return the state that the job has now; empty if the attempt does not own it
     */
    Optional<JobState> store(Claim claim, Ending ending) {
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<JobState> stored = store.end(claim, ending, StoreTransaction.own());
                return stored.isEmpty() && attempt > 1 && isStored(claim, ending.state())
                        ? Optional.of(ending.state())
                        : stored;
            } catch (RuntimeException unreachable) {
                if (attempt == TRIES || Thread.currentThread().isInterrupted()) {
                    LOG.warn(
                            "The end of job {} could not be stored; it will be run again: {}",
                            claim.id(),
                            unreachable.getClass().getName());
                    throw unreachable;
                }
                LockSupport.parkNanos(random.nextLong(FIRST_DELAY << attempt));
            }
        }
    }

    /** What was tried may have been committed although its connection was lost. */
    boolean isStored(Claim claim, JobState end) {
        return end.isEnd()
                && store.status(claim.id()).filter(job -> job.state() == end).isPresent();
    }
}
