package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.EachDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What counts when a process dies that ran several jobs. */
@EachDatabase
class SuspectsTest extends EachStoreTest {

    private Worker idle(int concurrency) {
        Worker worker = bench.worker(
                concurrency,
                builder -> builder.handle(
                        EngineBench.TEXT,
                        (text, context) -> text,
                        RetryRules.standard().attempts(2)));
        worker.pause("default");
        return worker;
    }

    private List<JobId> enqueue(int jobs) {
        return bench.jobs().enqueueAll(EngineBench.TEXT, Collections.nCopies(jobs, "a")).stream()
                .map(Enqueued::id)
                .toList();
    }

    /** The process dies with all of them. */
    private void crash(List<JobId> ids) {
        Zombie.claimAll(store, ids);
        Waiting.until(() -> ids.stream().noneMatch(id -> bench.status(id).state() == JobState.RUNNING));
    }

    @Test
    void countsNoAttemptOfThoseThatRanTogether() {
        Worker worker = idle(4);
        List<JobId> ids = enqueue(5);

        crash(ids);

        ids.forEach(id -> {
            JobStatus waiting = bench.status(id);
            assertThat(waiting.state()).isEqualTo(JobState.READY);
            assertThat(waiting.attempts()).isZero();
            assertThat(waiting.problem().orElseThrow().kind()).isEqualTo("crashed");
        });
        worker.resume("default");
        ids.forEach(id -> assertThat(bench.end(id).attempts()).isEqualTo(1));
    }

    @Test
    void seesThoseOfOtherQueuesOfTheProcess() {
        idle(1);
        JobId id = bench.enqueue("a");
        JobId report = bench.enqueue("b", JobOptions.queue("reports"));
        store.execute("update headroom_tickets_reports set picked = true, picked_by = 'zombie', last_heartbeat ="
                + " '2020-01-01 00:00:00', version = version + 1 where task_instance = '" + report + "'");

        crash(List.of(id));

        assertThat(bench.status(id).attempts()).isZero();
        assertThat(store.query("select suspect from headroom_tickets_reports")).isPresent();
    }

    @Test
    void countsOnceAJobIsRunAlone() {
        idle(4);
        List<JobId> ids = enqueue(3);
        crash(ids);
        crash(ids);
        ids.forEach(id -> assertThat(bench.status(id).attempts()).isZero());

        crash(ids);
        ids.forEach(id -> assertThat(bench.status(id).attempts()).isEqualTo(1));
        crash(ids);

        ids.forEach(id -> assertThat(bench.status(id).state()).isEqualTo(JobState.DEAD));
    }

    @Test
    void runsSuspectsWithNoOthersBesideThem() {
        AtomicInteger running = new AtomicInteger();
        List<Integer> company = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch go = new CountDownLatch(1);
        Worker worker = bench.worker(
                4,
                builder -> builder.handle(EngineBench.TEXT, (text, context) -> {
                    running.incrementAndGet();
                    if (text.equals("a")) {
                        company.add(running.get());
                        Thread.onSpinWait();
                        company.add(running.get());
                    } else {
                        go.await();
                    }
                    running.decrementAndGet();
                    return text;
                }));
        worker.pause("default");
        List<JobId> suspects = enqueue(3);
        crash(suspects);
        crash(suspects);
        List<JobId> others = new ArrayList<>();
        for (int job = 0; job < 20; job++) {
            others.add(bench.enqueue("other", JobOptions.standard().priority(job % 2)));
        }
        worker.resume("default");
        Waiting.until(() -> running.get() > 0);
        go.countDown();

        suspects.forEach(id -> assertThat(bench.end(id).attempts()).isEqualTo(1));
        others.forEach(id -> assertThat(bench.end(id).attempts()).isEqualTo(1));
        assertThat(company).hasSize(6).containsOnly(1);
    }

    @Test
    void givesUpWaitingToBeAloneWhenItIsPaused() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Worker worker = bench.worker(
                2,
                builder -> builder.handle(EngineBench.TEXT, (text, context) -> {
                    if (text.equals("long")) {
                        begun.countDown();
                        go.await();
                    }
                    return text;
                }));
        JobId busy = bench.enqueue("long");
        Waiting.until(() -> begun.getCount() == 0);
        worker.pause("default");
        List<JobId> suspects = enqueue(2);
        crash(suspects);
        crash(suspects);
        worker.resume("default");
        Waiting.until(() -> suspects.stream().anyMatch(id -> bench.status(id).state() == JobState.RUNNING));

        worker.pause("default");

        Waiting.until(() -> suspects.stream()
                .map(bench::status)
                .allMatch(job -> job.state() != JobState.RUNNING && job.attempts() == 0));
        go.countDown();
        bench.end(busy);
        assertThat(worker.drain(Duration.ofSeconds(10)).finished()).isTrue();
    }
}
