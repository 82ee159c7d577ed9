package dev.headroom.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two who want the same job at the same moment. */
class MemoryJobTest {

    private static final int JOBS = 50_000;
    private static final int SPINS = 1_000;
    private static final Instant NOW = Instant.EPOCH;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final MemoryQueue queue = new MemoryQueues(Map.of()).of("default");
    private final List<MemoryJob> jobs = Stream.generate(this::job).limit(JOBS).toList();

    /** At which job each of the two is. */
    private final List<AtomicInteger> places = List.of(new AtomicInteger(), new AtomicInteger());

    private MemoryJob job() {
        JobId id = JobId.parse("00000000-0000-7000-8000-000000000001");
        NewJob definition = new NewJob(id, NOW, "text", 1, JobData.ofText("a"), JobOptions.standard(), Map.of());
        return new MemoryJob(definition, queue);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    /** Returns how many jobs were not won by exactly one of the two. */
    private long race(Predicate<MemoryJob> first, Predicate<MemoryJob> second) throws Exception {
        Future<List<Boolean>> one = threads.submit(() -> run(0, first));
        Future<List<Boolean>> other = threads.submit(() -> run(1, second));
        List<Boolean> wonByOne = one.get(60, TimeUnit.SECONDS);
        List<Boolean> wonByOther = other.get(60, TimeUnit.SECONDS);
        return IntStream.range(0, JOBS)
                .filter(place -> wonByOne.get(place).equals(wonByOther.get(place)))
                .count();
    }

    private List<Boolean> run(int self, Predicate<MemoryJob> attack) {
        return IntStream.range(0, JOBS)
                .mapToObj(place -> {
                    places.get(self).set(place);
                    awaitOther(places.get(1 - self), place);
                    return attack.test(jobs.get(place));
                })
                .toList();
    }

    private static void awaitOther(AtomicInteger other, int place) {
        for (int spin = 0; other.get() < place; spin++) {
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(1_000);
            }
        }
    }

    private static boolean claims(MemoryJob job) {
        return job.claim(NOW) != null;
    }

    private static boolean cancels(MemoryJob job) {
        return Boolean.TRUE.equals(job.cancel(NOW));
    }

    @Test
    void itIsClaimedOnce() throws Exception {
        assertThat(race(MemoryJobTest::claims, MemoryJobTest::claims)).isZero();
    }

    @Test
    void itIsClaimedOrCancelled() throws Exception {
        assertThat(race(MemoryJobTest::claims, MemoryJobTest::cancels)).isZero();
    }
}
