package dev.headroom.benchmarks.jobs;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Jobs that are all there before the workers start. Time runs from the first job's start, until the last one's end is stored. */
final class Drain implements JobRace.Course<JobContender> {

    private static final Duration SLOWEST_BEGINNING = Duration.ofSeconds(20);
    private static final Duration SLOWEST_ENDING = Duration.ofSeconds(10);
    private static final long LOOK_NANOSECONDS = 2_000_000;

    private final JobDatabase database;
    private final Load load;
    private final Map<String, Long> next = new HashMap<>();

    /**
     * How.
     *
     * @param jobs how many
     * @param work what they do
     * @param workers how many
     * @param limit after which a turn ends, with fewer jobs
     * @param fresh whether the tables are emptied before
     */
    record Load(int jobs, JobWork work, int workers, Duration limit, boolean fresh) {}

    Drain(JobDatabase database, Load load) {
        this.database = database;
        this.load = load;
    }

    @Override
    public Turn run(JobContender contender) throws Exception {
        if (load.fresh()) {
            database.clear(contender);
        }
        Batch batch =
                new Batch(next.merge(contender.name(), (long) load.jobs(), Long::sum) - load.jobs(), load.jobs(), "");
        try (JobProducer producer = contender.producer()) {
            producer.enqueueAll(batch);
        }
        RunLog log = new RunLog(batch, load.work());
        ServerCosts before = ServerCosts.now(database);
        JobWorkers running = contender.start(load.workers(), log);
        Turn turn;
        try {
            turn = drain(contender, log, before);
        } finally {
            running.close();
        }
        return log.mostRuns() == 1 ? turn : Turn.wrong();
    }

    private Turn drain(JobContender contender, RunLog log, ServerCosts before) throws SQLException {
        boolean complete = log.awaitFirst(SLOWEST_BEGINNING) && log.awaitAll(load.limit());
        // Who has not run all jobs by then is slow, unless there are no more.
        boolean right = complete ? awaitEnd(contender) : database.unfinished(contender) > 0;
        double seconds = (System.nanoTime() - log.firstStart()) / Turn.NANOS_PER_SECOND;
        int jobs = log.ran();
        ServerCosts costs = ServerCosts.now(database).minus(before);
        return new Turn(jobs, seconds, costs, List.of(), right && jobs > 0);
    }

    private boolean awaitEnd(JobContender contender) throws SQLException {
        long end = System.nanoTime() + SLOWEST_ENDING.toNanos();
        while (database.unfinished(contender) > 0) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOSECONDS);
        }
        return true;
    }
}
