package dev.headroom.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.benchmarks.Metric;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That every contender runs each job once, and that the scenario would see it if one did not. */
@ExtendWith(ServersExtension.class)
class JobContendersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static JobPool pool;
    private static JobDatabase database;
    private static JobContenders contenders;

    @BeforeAll
    static void open(Servers servers) throws Exception {
        Database server = servers.database(DatabaseKind.POSTGRESQL);
        pool = new JobPool(server);
        database = new JobDatabase(server);
        contenders = new JobContenders(pool);
    }

    @AfterAll
    static void close() {
        contenders.close();
        database.close();
        pool.close();
    }

    @Test
    void runEachJobOnceWhereverItWasEnqueued() throws Exception {
        for (JobContender contender : contenders.all()) {
            database.clear(contender);
            RunLog log = new RunLog(Batch.of(70), JobWork.NOOP);
            try (JobProducer other = contender.producer();
                    JobWorkers running = contender.start(2, log)) {
                other.enqueueAll(Batch.of(50));
                for (int number = 50; number < 60; number++) {
                    other.enqueueWithOrder(number);
                    running.producer().enqueueWithOrder(number + 10);
                }
                assertThat(log.awaitAll(PATIENCE)).as(contender.name()).isTrue();
            }
            assertThat(log.eachOnce()).as(contender.name()).isTrue();
            assertThat(database.unfinished(contender)).as(contender.name()).isZero();
            assertThat(database.orders()).as(contender.name()).isEqualTo(20);
        }
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void leaveNoJobOfATransactionThatFails() throws Exception {
        database.execute("create table customer (id bigint primary key)");
        for (JobContender contender : contenders.different()) {
            database.clear(contender);
            database.execute("alter table " + Orders.TABLE + " add constraint of_customer foreign key (id)"
                    + " references customer deferrable initially deferred");
            boolean failed = failsToEnqueue(contender, 1);
            database.execute("alter table " + Orders.TABLE + " drop constraint of_customer");

            assertThat(failed).as(contender.name()).isTrue();
            assertThat(database.orders()).as(contender.name()).isZero();
            assertThat(database.unfinished(contender)).as(contender.name()).isZero();
        }
    }

    private static boolean failsToEnqueue(JobContender contender, long number) {
        try (JobProducer producer = contender.producer()) {
            producer.enqueueWithOrder(number);
            return false;
        } catch (Exception expected) {
            return true;
        }
    }

    @Test
    void measureAllCases() throws Exception {
        Map<String, Map<Metric, Double>> enqueued = race(
                contenders.different(), new EnqueueRush(database, new EnqueueRush.Load(2, 1, Duration.ofMillis(50))));
        assertThat(enqueued)
                .containsOnlyKeys("floor", "headroom", "db-scheduler", "jobrunr", "quartz", "transaction-outbox");
        assertThat(enqueued.values()).doesNotContainNull();
        assertThat(enqueued.get("floor").get(Metric.STATEMENTS_PER_JOB)).isEqualTo(2);

        List<JobContender> fast = contenders.withBacklog();
        Map<String, Map<Metric, Double>> looped =
                race(fast, new OpenLoop(database, new OpenLoop.Load(100, true, Duration.ofMillis(300), true)));
        assertThat(looped.get("db-scheduler")).containsKeys(Metric.TIME, Metric.P95, Metric.DEAD_ROWS);
        assertThat(looped.get("floor").get(Metric.DEAD_ROWS)).isGreaterThanOrEqualTo(60);
        Map<String, Map<Metric, Double>> fair = race(fast, new Fairness(database, 600));
        // 600 jobs of 5 ms on 10 threads, whom the second tenant does not pass.
        assertThat(fair.get("floor").get(Metric.TIME)).isGreaterThan(150);
    }

    @Test
    void areFoundWhenTheyRunAJobTwiceOrNotAtAll() throws Exception {
        JobContender floor = contenders.all().get(0);
        Drain drain = new Drain(database, new Drain.Load(20, JobWork.NOOP, 1, Duration.ofSeconds(2), true));

        Map<String, Map<Metric, Double>> figures =
                race(List.of(floor, new Changed("twice", floor, 2), new Changed("never", floor, 0)), drain);

        assertThat(figures.get("floor")).containsKeys(Metric.THROUGHPUT, Metric.STATEMENTS_PER_JOB, Metric.WAL_PER_JOB);
        assertThat(figures).containsEntry("twice", null).containsEntry("never", null);
    }

    private static Map<String, Map<Metric, Double>> race(List<JobContender> some, JobRace.Course<JobContender> course)
            throws Exception {
        Map<String, JobContender> byName = new LinkedHashMap<>(JobRace.byName(some));
        return JobRace.run(byName, 1, course);
    }

    /** As another one, but for a job that it runs as often as it likes. */
    private record Changed(String name, JobContender other, int runs) implements JobContender {

        @Override
        public List<String> tables() {
            return other.tables();
        }

        @Override
        public String unfinished() {
            return other.unfinished();
        }

        @Override
        public JobProducer producer() {
            return other.producer();
        }

        @Override
        public JobWorkers start(int workers, JobBody body) throws Exception {
            return other.start(workers, number -> {
                for (int run = 0; run < (number == 7 ? runs : 1); run++) {
                    body.run(number);
                }
            });
        }
    }
}
