package dev.headroom.benchmarks.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Producers that enqueue as much as they can. No worker runs. */
final class EnqueueRush implements JobRace.Course<JobContender> {

    private final JobDatabase database;
    private final Load load;

    /**
     * How.
     *
     * @param producers threads
     * @param batch jobs at a time, without orders; 1 for a job with its order
     * @param length for which
     */
    record Load(int producers, int batch, Duration length) {}

    EnqueueRush(JobDatabase database, Load load) {
        this.database = database;
        this.load = load;
    }

    @Override
    public Turn run(JobContender contender) throws Exception {
        database.clear(contender);
        try (JobProducer producer = contender.producer()) {
            return enqueueAll(contender, producer);
        }
    }

    private Turn enqueueAll(JobContender contender, JobProducer producer) throws Exception {
        AtomicLong numbers = new AtomicLong();
        ServerCosts before = ServerCosts.now(database);
        long start = System.nanoTime();
        List<Long> times = enqueueAll(producer, numbers, start + load.length().toNanos());
        double seconds = (System.nanoTime() - start) / Turn.NANOS_PER_SECOND;
        ServerCosts costs = ServerCosts.now(database).minus(before);
        long jobs = times.size() * (long) load.batch();
        boolean correct = database.unfinished(contender) == jobs && (load.batch() > 1 || database.orders() == jobs);
        return new Turn(jobs, seconds, costs, times, correct);
    }

    private List<Long> enqueueAll(JobProducer producer, AtomicLong numbers, long end) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(load.producers());
        try {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int thread = 0; thread < load.producers(); thread++) {
                running.add(threads.submit(() -> enqueue(producer, numbers, end)));
            }
            List<Long> times = new ArrayList<>();
            for (Future<List<Long>> one : running) {
                times.addAll(one.get());
            }
            return times;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Long> enqueue(JobProducer producer, AtomicLong numbers, long end) throws Exception {
        List<Long> times = new ArrayList<>();
        for (long start = System.nanoTime(); start - end < 0; start = System.nanoTime()) {
            long number = numbers.getAndAdd(load.batch());
            if (load.batch() == 1) {
                producer.enqueueWithOrder(number);
            } else {
                producer.enqueueAll(new Batch(number, load.batch(), ""));
            }
            times.add(System.nanoTime() - start);
        }
        return times;
    }
}
