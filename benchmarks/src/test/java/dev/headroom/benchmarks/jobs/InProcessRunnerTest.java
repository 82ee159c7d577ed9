package dev.headroom.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.Results;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InProcessRunnerTest {

    @Test
    void runsEachJobOnce() {
        Map<String, InProcessRunner> all = InProcessRunner.all();

        assertThat(all).containsOnlyKeys(Results.FLOOR, "pool-with-status", "headroom-in-process");
        all.forEach((name, runner) -> {
            RunLog log = new RunLog(Batch.of(500), JobWork.NOOP);
            assertThat(runner.runAll(Batch.of(500), log)).as(name).isBetween(0.0, 60.0);
            assertThat(log.eachOnce()).as(name).isTrue();
        });
    }

    @Test
    void findsWhoRunsAJobTwice() throws Exception {
        Map<String, InProcessRunner> some = new LinkedHashMap<>(InProcessRunner.all());
        some.put("twice", (jobs, log) -> {
            for (long number = 0; number < jobs.count(); number++) {
                log.run(number);
            }
            log.run(0);
            return 1;
        });

        Map<String, Map<Metric, Double>> figures = JobRace.run(some, 2, new InProcessCourse(100, JobWork.NOOP));

        assertThat(figures).containsEntry("twice", null);
        assertThat(figures.get("headroom-in-process")).containsKey(Metric.THROUGHPUT);
    }
}
