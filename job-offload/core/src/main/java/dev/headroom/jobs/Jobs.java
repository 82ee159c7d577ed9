package dev.headroom.jobs;

import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.JobLedger;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.engine.StoredJob;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Enqueues jobs and tells what became of them. Make one and share it: it is safe for use by many threads, and starts none.
 *
 * <pre>{@code
 * Jobs jobs = Jobs.on(engine, codec);
 * JobId id = jobs.in(entityManager).enqueue(REPORT, new ReportRequest(2026)).id();
 * }</pre>
 */
public final class Jobs implements JobQueue {

    private final JobLedger ledger;
    private final JobCodec codec;
    private final ContextCarrier carrier;
    private final JobIds ids;

    private Jobs(JobLedger ledger, JobCodec codec, ContextCarrier carrier, JobIds ids) {
        this.ledger = ledger;
        this.codec = codec;
        this.carrier = carrier;
        this.ids = ids;
    }

    /**
     * Enqueues with an engine.
     *
     * @param engine the same as that of the workers, or one of the same store in another process
     * @param codec the same as that of the workers
     * @return jobs
     */
    public static Jobs on(JobEngine engine, JobCodec codec) {
        return new Jobs(engine.ledger(), Objects.requireNonNull(codec, "codec"), ContextCarrier.none(), new JobIds());
    }

    /**
     * Gives jobs what is around whoever enqueues them.
     *
     * @param newCarrier the same as that of the workers
     * @return other jobs
     */
    public Jobs carry(ContextCarrier newCarrier) {
        return new Jobs(ledger, codec, Objects.requireNonNull(newCarrier, "newCarrier"), ids);
    }

    /**
     * Enqueues in a transaction of JPA: jobs run once it is committed, and never if it is rolled back. A connection that is in no transaction, as
     * far as an engine in a database can tell, is refused by an {@link InvalidJobException} when something is enqueued.
     *
     * @param entityManager in a transaction, of the same database as the engine
     * @return where to enqueue until the transaction has ended; it throws {@link InvalidJobException} outside of one
     */
    public JobQueue in(EntityManager entityManager) {
        return new JobQueue() {
            @Override
            public <P> List<Enqueued> enqueueAll(
                    JobType<P, ?> type, Collection<? extends P> payloads, JobOptions options) {
                if (!entityManager.isJoinedToTransaction()) {
                    throw new InvalidJobException(
                            "in(entityManager): it is in no transaction; begin one, or enqueue without"
                                    + " in(…), which is a transaction of its own.");
                }
                List<NewJob> newJobs = newJobs(type, payloads, options);
                return Objects.requireNonNull(
                        ConnectionWork.run(entityManager, connection -> ledger.enqueue(newJobs, connection)));
            }
        };
    }

    /**
     * Enqueues in a transaction of JDBC: jobs run once it is committed, and never if it is rolled back. An engine in a database refuses a
     * connection that commits each statement by itself, by an {@link InvalidJobException} when something is enqueued.
     *
     * @param connection in a transaction, of the same database as the engine
     * @return where to enqueue until the transaction has ended
     */
    public JobQueue in(Connection connection) {
        Objects.requireNonNull(connection, "connection");
        return new JobQueue() {
            @Override
            public <P> List<Enqueued> enqueueAll(
                    JobType<P, ?> type, Collection<? extends P> payloads, JobOptions options) {
                return ledger.enqueue(newJobs(type, payloads, options), connection);
            }
        };
    }

    /** {@inheritDoc} In a transaction of its own, which is committed when this returns. */
    @Override
    public <P> Enqueued enqueue(JobType<P, ?> type, P payload, JobOptions options) {
        NewJob newJob = newJob(type, payload, options, carrier.capture(), ledger.now());
        return ledger.enqueue(List.of(newJob), null).get(0);
    }

    /** {@inheritDoc} In a transaction of its own, which is committed when this returns. */
    @Override
    public <P> List<Enqueued> enqueueAll(JobType<P, ?> type, Collection<? extends P> payloads, JobOptions options) {
        return ledger.enqueue(newJobs(type, payloads, options), null);
    }

    private <P> List<NewJob> newJobs(JobType<P, ?> type, Collection<? extends P> payloads, JobOptions options) {
        Map<String, String> context = carrier.capture();
        Instant now = ledger.now();
        return payloads.stream()
                .map(payload -> newJob(type, payload, options, context, now))
                .toList();
    }

    private NewJob newJob(
            JobType<?, ?> type, Object payload, JobOptions options, Map<String, String> context, Instant now) {
        JobData data = JobData.of(Objects.requireNonNull(payload, "payload"), codec);
        return new NewJob(ids.next(now.toEpochMilli()), now, type.name(), type.version(), data, options, context);
    }

    /**
     * Tells where a job is.
     *
     * @param id which one
     * @return what is known of it; empty if there is none, or its retention has passed
     */
    public Optional<JobStatus> status(JobId id) {
        return ledger.find(id).map(StoredJob::status);
    }

    /**
     * Reads what has come of a job.
     *
     * @param <R> its type
     * @param type of the job
     * @param id which one
     * @return its result; empty if it has not succeeded, returned nothing, or is not there
     * @throws InvalidJobException if the job is of another type
     */
    public <R> Optional<R> result(JobType<?, R> type, JobId id) {
        return ledger.find(id).flatMap(job -> {
            if (!job.status().type().equals(type.name())) {
                throw new InvalidJobException("result(" + type.name() + ", " + id + "): that job is a \""
                        + job.status().type() + "\"; ask for its own type.");
            }
            return job.result().map(data -> data.as(type.result(), codec));
        });
    }

    /**
     * Waits until a job has ended, as for {@code Prefer: wait=10} (RFC 7240). Holds no connection while it waits.
     *
     * @param id which one
     * @param most how long
     * @return what is known of it then, ended or not; empty if there is none
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<JobStatus> await(JobId id, Duration most) throws InterruptedException {
        return ledger.await(id, most).map(StoredJob::status);
    }

    /**
     * Cancels a job that has not begun, or asks the attempt that runs it to stop: its {@link JobContext#checkpoint} throws, and its thread
     * is interrupted, within about a second.
     *
     * @param id which one
     * @return what became of it
     */
    public CancelResult cancel(JobId id) {
        return ledger.cancel(id);
    }

    /**
     * Lists jobs, the latest first, at the same cost for any page.
     *
     * @param query which ones
     * @return at most as many as the query says
     */
    public List<JobStatus> list(JobQuery query) {
        return ledger.list(query).stream().map(StoredJob::status).toList();
    }

    /**
     * Has dead jobs run again, beginning with the first of their attempts. What their {@linkplain JobContext#step steps} have done stays done.
     *
     * @param query which ones; others than dead ones are passed over
     * @return how many; as many as the query's limit if there may be more
     */
    public int redrive(JobQuery query) {
        return ledger.redrive(query);
    }

    /**
     * Deletes ended jobs whose retention has passed. Workers do so now and then; without workers call it yourself.
     *
     * @param limit how many at most
     * @return how many; as many as the limit if there may be more
     */
    public int prune(int limit) {
        return ledger.prune(limit);
    }
}
