package dev.headroom.jobs.dbscheduler;

import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.headroom.jobs.JobContext;
import dev.headroom.jobs.JobListener;
import dev.headroom.jobs.JobTransactions;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A worker's connections swallow all bytes while its jobs run. Others take them, and what the worker does with them in the end does not
 * count. It works again when the network does.
 */
@ExtendWith(ServersExtension.class)
class HalfOpenConnectionsTest {

    private final CountDownLatch running = new CountDownLatch(3);
    private final CountDownLatch restored = new CountDownLatch(1);
    private final List<JobId> lost = Collections.synchronizedList(new ArrayList<>());
    private final List<String> interrupted = Collections.synchronizedList(new ArrayList<>());

    /** A half-open connection is noticed by the socket's timeout only. */
    private static HikariDataSource pool(Database database, TcpProxy proxy) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.urlThrough(proxy));
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setConnectionTimeout(1_000);
        config.addDataSourceProperty("socketTimeout", "1");
        config.addDataSourceProperty("connectTimeout", "1");
        return new HikariDataSource(config);
    }

    /** Waits for what never comes, in different places. */
    private String cutOff(String text, JobContext context) throws Exception {
        try {
            if (text.equals("inside")) {
                return String.valueOf(context.inTransaction("effect", String.class, transaction -> {
                    EngineBench.effect(transaction.connection(), text);
                    running.countDown();
                    restored.await();
                    return "by who was cut off";
                }));
            }
            if (text.equals("after")) {
                return "by who was cut off";
            }
            return forever();
        } catch (InterruptedException stopped) {
            interrupted.add(text);
            throw stopped;
        }
    }

    private String forever() throws InterruptedException {
        running.countDown();
        new CountDownLatch(1).await();
        return "";
    }

    private static String sound(String text, JobContext context) throws Exception {
        return String.valueOf(context.inTransaction("effect", String.class, transaction -> {
            EngineBench.effect(transaction.connection(), text);
            return "by another";
        }));
    }

    @Test
    void loseTheirJobsToOthers(Servers servers) throws Exception {
        TestStore store = new TestStore(servers.database(DatabaseKind.POSTGRESQL));
        try (EngineBench bench = new EngineBench(store.engine(), store.engine(), store.dataSource);
                TcpProxy proxy = store.database.openProxy();
                HikariDataSource pool = pool(store.database, proxy);
                DbSchedulerEngine engine = TestStore.builder(pool).build();
                Worker cutOff = startCutOff(engine, pool)) {
            JobId inside = bench.enqueue("inside");
            List<JobId> jobs = List.of(bench.enqueue("plain"), bench.enqueue("more"));
            assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

            proxy.silence();
            Worker other = bench.worker(2, worker -> worker.handle(TEXT, HalfOpenConnectionsTest::sound));

            // They ran in one process: the first attempts do not count.
            jobs.forEach(id -> assertThat(bench.end(id).attempts()).isEqualTo(1));
            assertThat(bench.status(inside).state()).isEqualTo(JobState.RUNNING);
            proxy.restore();
            restored.countDown(); // its transaction is gone
            // Its own worker may notice first that the transaction is gone, which is a failure that counts.
            assertThat(bench.end(inside).attempts()).isBetween(1, 2);
            assertThat(bench.effects()).containsExactlyInAnyOrder("inside", "plain", "more");
            Waiting.until(() -> lost.size() == 2);
            assertThat(lost).containsExactlyInAnyOrderElementsOf(jobs);
            assertThat(interrupted).containsExactlyInAnyOrder("plain", "more");

            other.drain(Duration.ofSeconds(10));
            JobId after = bench.enqueue("after");
            assertThat(bench.end(after).attempts()).isEqualTo(1);
            assertThat(bench.jobs().result(TEXT, after)).contains("by who was cut off");
            assertThat(cutOff.running()).isZero();
        }
    }

    private Worker startCutOff(DbSchedulerEngine engine, HikariDataSource pool) {
        JobListener listener = new JobListener() {
            @Override
            public void lost(JobStatus job) {
                lost.add(job.id());
            }
        };
        return Worker.on(engine, TextCodec.TEXT)
                .queue("default", 3)
                .transactions(JobTransactions.of(pool))
                .listener(listener)
                .handle(TEXT, this::cutOff, EngineBench.AT_ONCE)
                .start();
    }
}
