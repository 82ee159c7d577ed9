package dev.headroom.benchmarks.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A tenant with many jobs that wait, and one who comes with a few: how long do those wait? */
final class Fairness implements JobRace.Course<JobContender> {

    private static final Duration SLOWEST_BEGINNING = Duration.ofSeconds(20);

    /** After that, those that have not begun count as waiting so long. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int FEW = 10;

    private final JobDatabase database;
    private final int many;

    Fairness(JobDatabase database, int many) {
        this.database = database;
        this.many = many;
    }

    @Override
    public Turn run(JobContender contender) throws Exception {
        database.clear(contender);
        try (JobProducer producer = contender.producer()) {
            producer.enqueueAll(new Batch(0, many, "a"));
        }
        RunLog log = new RunLog(Batch.of(many + FEW), JobWork.WAITING);
        List<Long> times = new ArrayList<>();
        try (JobWorkers running = contender.start(1, log)) {
            if (!log.awaitFirst(SLOWEST_BEGINNING)) {
                return Turn.wrong();
            }
            long enqueued = System.nanoTime();
            running.producer().enqueueAll(new Batch(many, FEW, "b"));
            boolean unused = RunLog.await(() -> begun(log) == FEW, LIMIT);
            long now = System.nanoTime();
            for (int number = many; number < many + FEW; number++) {
                times.add((log.start(number) == 0 ? now : log.start(number)) - enqueued);
            }
        }
        return new Turn(FEW, 0, ServerCosts.NONE, times, log.mostRuns() == 1);
    }

    private int begun(RunLog log) {
        int begun = 0;
        for (int number = many; number < many + FEW; number++) {
            begun += log.start(number) == 0 ? 0 : 1;
        }
        return begun;
    }
}
