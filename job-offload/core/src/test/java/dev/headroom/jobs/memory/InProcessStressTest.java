package dev.headroom.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.JobContext;
import dev.headroom.jobs.JobListener;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.TextCodec;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many do everything at once, and each job ends as often as it began: once, and once more for each redrive. */
class InProcessStressTest {

    private static final int PRODUCERS = 4;
    private static final int JOBS_EACH = 5_000;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final JobType<Integer, Integer> NUMBER = JobType.of("number", Integer.class, Integer.class);

    private final InProcessEngine engine = InProcessEngine.builder()
            .keep(10 * PRODUCERS * JOBS_EACH)
            .limit("default", 1_000_000)
            .build();
    private final Jobs jobs = Jobs.on(engine, new TextCodec());
    private final Map<JobId, AtomicInteger> ends = new ConcurrentHashMap<>();
    private final Map<JobId, AtomicInteger> runs = new ConcurrentHashMap<>();
    private final Map<JobId, Boolean> running = new ConcurrentHashMap<>();
    private final AtomicInteger overlaps = new AtomicInteger();
    private volatile boolean enqueuing = true;

    /** Counts ends that attempts made; those that a cancel made are counted where it was asked for. */
    private final class Ends implements JobListener {

        @Override
        public void ended(JobStatus job, JobState state, Duration took) {
            if (state.isEnd()) {
                count(ends, job.id());
            }
        }
    }

    private static void count(Map<JobId, AtomicInteger> counts, JobId id) {
        counts.computeIfAbsent(id, absent -> new AtomicInteger()).incrementAndGet();
    }

    private Worker worker() {
        return Worker.on(engine, new TextCodec())
                .queue("default", 6)
                .handle(NUMBER, this::run, RetryRules.standard().attempts(2).backoff(Duration.ZERO, Duration.ZERO))
                .listener(new Ends())
                .start();
    }

    /** One in ten fails once, and one in ten twice; those are dead. */
    private Integer run(Integer number, JobContext context) {
        if (running.put(context.id(), true) != null) {
            overlaps.incrementAndGet();
        }
        count(runs, context.id());
        running.remove(context.id());
        if (number % 10 == 1 || (number % 10 == 2 && context.attempt() == 1)) {
            throw new IllegalStateException("this one fails");
        }
        return number;
    }

    private Integer produce(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int number = 0; number < JOBS_EACH; number++) {
            JobId id = jobs.enqueue(NUMBER, number, options(number)).id();
            // Not one that fails: if it runs when it is cancelled, it ends as neither counts.
            if (number % 10 > 2 && random.nextInt(5) == 0 && jobs.cancel(id) == CancelResult.CANCELLED) {
                count(ends, id);
            }
        }
        return JOBS_EACH;
    }

    private static JobOptions options(int number) {
        JobOptions standard = JobOptions.standard();
        return switch (number % 20) {
            case 3 -> standard.priority(1);
            case 4 -> standard.priority(-1);
            case 5, 6 -> standard.concurrencyKey("tenant", 2);
            case 7 -> standard.delay(Duration.ofMillis(1));
            default -> standard;
        };
    }

    private Integer redrive() {
        int redriven = 0;
        JobQuery dead = JobQuery.all().states(JobState.DEAD).limit(100);
        while (enqueuing) {
            redriven += jobs.redrive(dead);
        }
        return redriven;
    }

    private Integer pauseAndResume(Worker worker) {
        int pauses = 0;
        for (; enqueuing; pauses++) {
            worker.pause("default");
            LockSupport.parkNanos(50_000);
            worker.resume("default");
            LockSupport.parkNanos(50_000);
        }
        return pauses;
    }

    @Test
    void losesNoJobAndEndsEachOnce() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        Worker steady = worker();
        Worker moody = worker();
        Future<Integer> redriven = threads.submit(this::redrive);
        Future<Integer> paused = threads.submit(() -> pauseAndResume(moody));
        List<Callable<Integer>> producers = IntStream.range(0, PRODUCERS)
                .<Callable<Integer>>mapToObj(seed -> () -> produce(seed))
                .toList();
        for (Future<Integer> producer : threads.invokeAll(producers)) {
            assertThat(producer.get(60, TimeUnit.SECONDS)).isEqualTo(JOBS_EACH);
        }
        enqueuing = false;
        int again = redriven.get(60, TimeUnit.SECONDS);
        assertThat(paused.get(60, TimeUnit.SECONDS)).isPositive();
        awaitAll();
        assertThat(steady.drain(LONG).finished() && moody.drain(LONG).finished())
                .isTrue();
        threads.shutdown();

        assertThat(overlaps).hasValue(0);
        assertThat(ends).hasSize(PRODUCERS * JOBS_EACH);
        assertThat(ends.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(PRODUCERS * JOBS_EACH + again);
        assertThat(again).isPositive();
        engine.close();
    }

    private void awaitAll() throws InterruptedException {
        JobQuery open = JobQuery.all()
                .states(JobState.SCHEDULED, JobState.READY, JobState.RUNNING, JobState.RETRYING)
                .limit(1_000);
        for (List<JobStatus> left = jobs.list(open); !left.isEmpty(); left = jobs.list(open)) {
            for (JobStatus job : left) {
                JobStatus ended = jobs.await(job.id(), LONG).orElseThrow();
                assertThat(ended.isEnd()).as("%s", ended).isTrue();
            }
        }
    }
}
