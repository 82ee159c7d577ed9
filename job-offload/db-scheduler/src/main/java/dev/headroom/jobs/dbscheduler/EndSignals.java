package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.model.JobId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells those who wait for a job in this process that it has ended here. */
final class EndSignals {

    private final Map<JobId, CountDownLatch> waiting = new ConcurrentHashMap<>();

    void ended(JobId id) {
        CountDownLatch latch = waiting.remove(id);
        if (latch != null) {
            latch.countDown();
        }
    }

    /** To be asked for before the job is read. */
    CountDownLatch of(JobId id) {
        return waiting.computeIfAbsent(id, absent -> new CountDownLatch(1));
    }

    /** Waits for the end, which may come elsewhere, so not for long. */
    boolean await(CountDownLatch latch, Duration most) throws InterruptedException {
        return latch.await(Math.max(most.toNanos(), 0), TimeUnit.NANOSECONDS);
    }

    /** Others who wait for the same look themselves. */
    void forget(JobId id, CountDownLatch latch) {
        waiting.remove(id, latch);
    }
}
