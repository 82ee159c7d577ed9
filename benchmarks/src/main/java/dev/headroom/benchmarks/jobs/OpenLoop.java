package dev.headroom.benchmarks.jobs;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Jobs that come at their times, however long others take. A job's time is from its moment to its start. */
final class OpenLoop implements JobRace.Course<JobContender> {

    private static final int PRODUCERS = 4;
    private static final Duration SLOWEST_BEGINNING = Duration.ofSeconds(20);

    /** Longer than anybody takes to look for jobs. */
    private static final Duration SLOWEST_START = Duration.ofSeconds(7);

    private final JobDatabase database;
    private final Load load;

    /**
     * How.
     *
     * @param rate jobs in a second
     * @param same whether they are enqueued in the process of the worker
     * @param length for which
     * @param snapshot whether somebody holds a snapshot meanwhile, and the dead rows are counted
     */
    record Load(int rate, boolean same, Duration length, boolean snapshot) {

        int jobs() {
            return (int) (rate * length.toMillis() / 1_000);
        }

        long nanosecondsEach() {
            return Duration.ofSeconds(1).toNanos() / rate;
        }
    }

    OpenLoop(JobDatabase database, Load load) {
        this.database = database;
        this.load = load;
    }

    @Override
    public Turn run(JobContender contender) throws Exception {
        database.clear(contender);
        if (!load.snapshot()) {
            return work(contender);
        }
        Connection snapshot = database.openSnapshot();
        try {
            return work(contender);
        } finally {
            snapshot.close();
        }
    }

    private Turn work(JobContender contender) throws Exception {
        // The first job is there so that the worker is, too.
        RunLog log = new RunLog(Batch.of(load.jobs() + 1), JobWork.NOOP);
        Turn turn;
        try (JobWorkers running = contender.start(1, log);
                JobProducer producer = load.same() ? running.producer() : contender.producer()) {
            producer.enqueueWithOrder(0);
            turn = log.awaitFirst(SLOWEST_BEGINNING) ? run(contender, producer, log) : Turn.wrong();
        }
        return log.eachOnce() ? turn : Turn.wrong();
    }

    private Turn run(JobContender contender, JobProducer producer, RunLog log) throws Exception {
        ServerCosts before = ServerCosts.now(database);
        long start = System.nanoTime();
        produce(producer, start);
        int ran = log.ran() - 1;
        double seconds = (System.nanoTime() - start) / Turn.NANOS_PER_SECOND;
        boolean all = log.awaitAll(SLOWEST_START);
        ServerCosts costs = ServerCosts.now(database).minus(before);
        List<Long> times = times(log, start);
        return load.snapshot()
                ? new Turn(ran, seconds, costs.deadRows(database.deadRows(contender)), times, all)
                : new Turn(load.jobs(), 0, costs, times, all);
    }

    private void produce(JobProducer producer, long start) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS);
        try {
            List<Future<@Nullable Void>> running = new ArrayList<>();
            for (int thread = 1; thread <= PRODUCERS; thread++) {
                int first = thread;
                running.add(threads.submit(() -> {
                    for (int number = first; number <= load.jobs(); number += PRODUCERS) {
                        awaitMoment(moment(number, start));
                        producer.enqueueWithOrder(number);
                    }
                    return null;
                }));
            }
            for (Future<@Nullable Void> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitMoment(long moment) {
        for (long rest = moment - System.nanoTime(); rest > 0; rest = moment - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    private long moment(int number, long start) {
        return start + number * load.nanosecondsEach();
    }

    private List<Long> times(RunLog log, long start) {
        List<Long> times = new ArrayList<>();
        long now = System.nanoTime();
        for (int number = 1; number <= load.jobs(); number++) {
            long begun = log.start(number);
            times.add((begun == 0 ? now : begun) - moment(number, start));
        }
        return times;
    }
}
