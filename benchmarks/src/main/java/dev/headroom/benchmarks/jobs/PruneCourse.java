package dev.headroom.benchmarks.jobs;

import java.util.List;

/** Ended jobs whose retention has passed, deleted by one thread. */
final class PruneCourse implements JobRace.Course<Pruner> {

    private final JobDatabase database;
    private final JobContender tables;
    private final int rows;

    /**
     * @param tables whose tables have the jobs
     * @param rows how many there are
     */
    PruneCourse(JobDatabase database, JobContender tables, int rows) {
        this.database = database;
        this.tables = tables;
        this.rows = rows;
    }

    @Override
    public Turn run(Pruner pruner) throws Exception {
        database.clear(tables);
        database.execute(HeadroomEngines.expired(rows));
        for (String table : tables.tables()) {
            database.execute("vacuum (analyze) " + table);
        }
        ServerCosts before = ServerCosts.now(database);
        long start = System.nanoTime();
        int pruned = pruner.prune();
        double seconds = (System.nanoTime() - start) / Turn.NANOS_PER_SECOND;
        ServerCosts costs = ServerCosts.now(database).minus(before);
        return new Turn(pruned, seconds, costs, List.of(), pruned == rows);
    }
}
