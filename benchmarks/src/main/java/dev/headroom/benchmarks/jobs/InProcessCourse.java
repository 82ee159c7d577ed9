package dev.headroom.benchmarks.jobs;

import java.util.List;

/** Jobs in the memory of a process, from the first enqueuing to the end of the last. */
final class InProcessCourse implements JobRace.Course<InProcessRunner> {

    private final Batch jobs;
    private final JobWork work;

    InProcessCourse(int jobs, JobWork work) {
        this.jobs = Batch.of(jobs);
        this.work = work;
    }

    @Override
    public Turn run(InProcessRunner runner) {
        RunLog log = new RunLog(jobs, work);
        double seconds = runner.runAll(jobs, log);
        return new Turn(jobs.count(), seconds, ServerCosts.NONE, List.of(), log.eachOnce());
    }
}
