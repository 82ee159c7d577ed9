package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import dev.headroom.testsupport.EachDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Queue entries that are lost, doubled, or of nobody change nothing: the store is the truth. */
@EachDatabase
class QueueEntriesTest extends EachStoreTest {

    @Test
    void findsJobsThatLostTheirEntries() {
        JobId id = bench.enqueue("a");
        JobId delayed = bench.enqueue("b", JobOptions.standard().delay(Duration.ofHours(1)));
        store.execute("delete from headroom_tickets_default");

        bench.worker(1, worker -> worker.handle(EngineBench.TEXT, (text, context) -> text));

        assertThat(bench.end(id).attempts()).isEqualTo(1);
        Waiting.until(() -> store.count("headroom_tickets_default", "1 = 1") == 1);
        assertThat(bench.status(delayed).state()).isEqualTo(JobState.SCHEDULED);
    }

    @Test
    void findsAJobWhoseEntryWasLostWhileItRan() throws Exception {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        bench.worker(
                2,
                worker -> worker.handle(EngineBench.TEXT, (text, context) -> {
                    ran.add(text);
                    running.countDown();
                    go.await();
                    return "done";
                }));
        JobId id = bench.enqueue("a");
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        Claim before = Zombie.current(store, id);
        store.execute("delete from headroom_tickets_default");

        Waiting.until(() -> ran.size() == 2);
        assertThat(Zombie.current(store, id).fence()).isGreaterThan(before.fence() + 100_000);
        go.countDown();

        assertThat(bench.end(id).state()).isEqualTo(JobState.SUCCEEDED);
        Waiting.until(() -> store.count("headroom_tickets_default", "1 = 1") == 0);
    }

    @Test
    void endsAJobOnceWhoseEntryIsClaimedTwice() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        bench.worker(
                2,
                worker -> worker.handle(EngineBench.TEXT, (text, context) -> {
                    boolean isFirst = running.getCount() == 1;
                    running.countDown();
                    (isFirst ? first : second).await();
                    return isFirst ? "by the first" : "by the second";
                }));
        JobId id = bench.enqueue("a");
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        Claim stale = Zombie.current(store, id);
        store.execute("update headroom_tickets_default set picked = false, version = version + 1");
        Waiting.until(() -> Zombie.current(store, id).fence() == stale.fence() + 2);

        first.countDown();
        Waiting.until(() -> store.count("headroom_tickets_default", "picked = true") == 1);
        assertThat(bench.status(id).state()).isEqualTo(JobState.RUNNING);
        second.countDown();

        assertThat(bench.end(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench.jobs().result(EngineBench.TEXT, id)).contains("by the second");
    }

    @Test
    void throwsAwayEntriesOfJobsThatHaveEnded() {
        JobId id = bench.enqueue("a");
        bench.jobs().cancel(id);
        store.execute(
                "insert into headroom_tickets_default (task_name, task_instance, execution_time, picked, version, priority)"
                        + " values ('headroom', '" + id + "', '2020-01-01 00:00:00', false, 1, 0)");
        List<String> ran = Collections.synchronizedList(new ArrayList<>());

        bench.worker(
                1,
                worker -> worker.handle(EngineBench.TEXT, (text, context) -> {
                    ran.add(text);
                    return text;
                }));

        Waiting.until(() -> store.count("headroom_tickets_default", "1 = 1") == 0);
        assertThat(ran).isEmpty();
        assertThat(bench.status(id).state()).isEqualTo(JobState.CANCELLED);
    }

    /** After db-scheduler's DeleteUnresolvedTest; its issues 214, 61 and 341. */
    @Test
    void touchesNothingOfOthers() {
        store.execute(
                "insert into headroom_tickets_default (task_name, task_instance, execution_time, picked, version, priority)"
                        + " values ('of somebody else', '1', '2020-01-01 00:00:00', false, 1, 0)");
        store.execute(
                "insert into headroom_tickets_default (task_name, task_instance, execution_time, picked, version, priority,"
                        + " last_heartbeat) values ('of somebody else', '2', '2020-01-01 00:00:00', true, 1, 0, '2020-01-01 00:00:00')");
        JobId reports = bench.enqueue("a", JobOptions.queue("reports"));
        JobId zombies = bench.enqueue("b");
        Zombie.claim(store, zombies);

        bench.worker(2, worker -> worker.handle(EngineBench.TEXT, (text, context) -> text));

        assertThat(bench.end(zombies).attempts()).isEqualTo(2);
        assertThat(store.count("headroom_tickets_default", "task_name = 'of somebody else'"))
                .isEqualTo(2);
        assertThat(store.count("headroom_tickets_default", "picked = true")).isEqualTo(1);
        assertThat(bench.status(reports).state()).isEqualTo(JobState.READY);
    }

    @Test
    void cancelsWhileAnAttemptEnds() {
        RetryRules atOnce = RetryRules.standard().attempts(1_000).backoff(Duration.ZERO, Duration.ZERO);
        bench.worker(
                2,
                worker -> worker.handle(
                        EngineBench.TEXT,
                        (text, context) -> {
                            throw new IllegalStateException("again");
                        },
                        atOnce));
        for (int round = 0; round < 30; round++) {
            JobId id = bench.enqueue("a");
            Waiting.until(() -> bench.status(id).attempts() > 1);

            assertThat(bench.jobs().cancel(id)).isNotEqualTo(CancelResult.TOO_LATE);

            assertThat(bench.end(id).state()).isEqualTo(JobState.CANCELLED);
        }
        assertThat(store.count("headroom_tickets_default", "1 = 1")).isZero();
    }
}
