package dev.headroom.benchmarks.jobs;

import dev.headroom.benchmarks.Results;
import dev.headroom.benchmarks.Scenario;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.StandaloneServers;

/** Jobs on PostgreSQL: what does it cost to enqueue and to run them, and how soon do they start? */
public final class JobsScenario implements Scenario {

    /** Makes the scenario; it starts nothing before {@link #run}. */
    public JobsScenario() {}

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public void run(Size size, Results results) throws Exception {
        try (StandaloneServers servers = new StandaloneServers()) {
            Database server = servers.database(DatabaseKind.POSTGRESQL);
            try (JobPool pool = new JobPool(server);
                    JobDatabase database = new JobDatabase(server);
                    JobContenders contenders = new JobContenders(pool)) {
                JobCases cases = new JobCases(database, contenders, new JobSizes(size), results);
                cases.check();
                cases.enqueue();
                cases.drain();
                cases.loop();
                cases.backlog();
                cases.snapshot();
                cases.fairness();
                cases.prune();
                cases.inProcess();
            }
        }
    }
}
