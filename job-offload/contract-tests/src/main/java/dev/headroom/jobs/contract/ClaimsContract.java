package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.engine.AttemptReport;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.ClaimState;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.engine.StepResult;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of a job by the end of an attempt, which ends once. After River's driver tests. */
public interface ClaimsContract extends OnBench {

    /** How long attempts said that they ran. */
    Duration RAN = Duration.ofMillis(5);

    /** Why attempts failed. */
    JobProblem PROBLEM = new JobProblem("kind", "message");

    /** Claims jobs, and does nothing with them until it is closed. */
    final class Holder implements JobEngine.JobRunner, AutoCloseable {

        private final BlockingQueue<Claim> claims = new LinkedBlockingQueue<>();
        private final CountDownLatch end = new CountDownLatch(1);
        private final JobEngine.Subscription subscription;

        Holder(EngineBench bench, int jobs) {
            subscription = bench.engine().subscribe(new QueueSpec(JobOptions.DEFAULT_QUEUE, jobs), this);
        }

        @Override
        public void run(Claim claim) {
            claims.add(claim);
            try {
                end.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Ending crashed(StoredJob job) {
            throw new AssertionError("Nobody is dead.");
        }

        Claim next() throws InterruptedException {
            Claim claim = claims.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(claim).isNotNull();
            return claim;
        }

        @Override
        public void close() {
            subscription.close();
            end.countDown();
        }
    }

    private JobStore store() {
        return bench().engine().store();
    }

    private boolean end(Claim claim, Ending ending) {
        return store().end(claim, ending, StoreTransaction.own()).isPresent();
    }

    @Test
    default void endsAttemptsAsTheySay() throws Exception {
        Duration later = Duration.ofHours(1);
        Optional<JobData> result = Optional.of(JobData.ofText("done"));
        Map<Ending, JobState> endings = Map.of(
                Ending.succeeded(result, RAN), JobState.SUCCEEDED,
                Ending.failed(JobState.DEAD, Optional.of(PROBLEM), RAN), JobState.DEAD,
                Ending.failed(JobState.CANCELLED, Optional.empty(), RAN), JobState.CANCELLED,
                Ending.retry(PROBLEM, later, RAN), JobState.RETRYING,
                Ending.released(Optional.empty(), later, RAN), JobState.SCHEDULED);
        try (Holder holder = new Holder(bench(), endings.size())) {
            for (Map.Entry<Ending, JobState> each : endings.entrySet()) {
                JobId id = bench().enqueue("a");
                Claim claim = holder.next();

                assertThat(end(claim, each.getKey())).isTrue();

                JobStatus status = bench().status(id);
                assertThat(status.state()).isEqualTo(each.getValue());
                assertThat(status.attempts()).isEqualTo(each.getKey().counts() ? 1 : 0);
                assertThat(status.problem()).isEqualTo(each.getKey().problem());
                endings.keySet().forEach(again -> assertThat(end(claim, again)).isFalse());
                assertThat(bench().status(id)).isEqualTo(status);
                assertThat(store().check(List.of(claim))).containsEntry(claim, ClaimState.LOST);
            }
        }
    }

    @Test
    default void listensToTheLatestClaimOnly() throws Exception {
        JobId id = bench().enqueue("a");
        try (Holder holder = new Holder(bench(), 2)) {
            Claim stale = holder.next();
            assertThat(end(stale, Ending.released(Optional.empty(), Duration.ZERO, RAN)))
                    .isTrue();
            Claim owner = holder.next();

            assertThat(owner.fence()).isGreaterThan(stale.fence());
            assertThat(store().begin(stale)).isEmpty();
            assertThat(store().begin(owner)).isPresent();
            assertThat(store().check(List.of(stale))).containsEntry(stale, ClaimState.LOST);
            assertThat(store().check(List.of(owner))).containsEntry(owner, ClaimState.OWNED);
            assertThat(store().keepStep(stale, "step", new StepResult(Optional.empty()), StoreTransaction.own()))
                    .isFalse();
            assertThat(store().step(owner, "step", StoreTransaction.own())).isEmpty();
            store().report(Map.of(
                    stale, new AttemptReport(Duration.ZERO, Optional.of(new JobProgress(9, 9, "stale")))));
            assertThat(bench().status(id).progress()).isEqualTo(JobProgress.NONE);
            assertThat(end(stale, Ending.succeeded(Optional.empty(), RAN))).isFalse();
            assertThat(bench().status(id).state()).isEqualTo(JobState.RUNNING);
            assertThat(end(owner, Ending.succeeded(Optional.empty(), RAN))).isTrue();
        }
        assertThat(bench().status(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().status(id).attempts()).isEqualTo(1);
    }

    @Test
    default void cancelsWhatWouldBeTriedAgain() throws Exception {
        List<Ending> again = List.of(
                Ending.retry(PROBLEM, Duration.ZERO, RAN),
                Ending.released(Optional.empty(), Duration.ZERO, RAN),
                Ending.released(Optional.empty(), Duration.ofHours(1), RAN));
        try (Holder holder = new Holder(bench(), again.size())) {
            for (Ending ending : again) {
                JobId id = bench().enqueue("a");
                Claim claim = holder.next();
                bench().jobs().cancel(id);
                assertThat(store().check(List.of(claim))).containsEntry(claim, ClaimState.CANCEL_REQUESTED);

                assertThat(store().end(claim, ending, StoreTransaction.own())).contains(JobState.CANCELLED);

                assertThat(bench().status(id).state()).isEqualTo(JobState.CANCELLED);
                assertThat(bench().status(id).times().finished()).isPresent();
            }
        }
    }

    @Test
    default void keepsWhatSucceededAlthoughItWasCancelled() throws Exception {
        try (Holder holder = new Holder(bench(), 1)) {
            JobId id = bench().enqueue("a");
            Claim claim = holder.next();
            bench().jobs().cancel(id);

            assertThat(end(claim, Ending.succeeded(Optional.of(JobData.ofText("done")), RAN)))
                    .isTrue();

            assertThat(bench().status(id).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(bench().jobs().result(EngineBench.TEXT, id)).contains("done");
        }
    }
}
