package dev.headroom.jobs;

import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.DurationRange;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobStatus;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Enqueues jobs, and says what became of them. Make one and share it: it is safe for use by many threads, and starts none.
 *
 * <pre>{@code
 * Jobs jobs = Jobs.on(engine, codec);
 * JobId id = jobs.in(entityManager).enqueue(REPORT, new ReportRequest(2026)).id();
 * }</pre>
 */
public final class Jobs implements JobQueue {

    private final JobStore store;
    private final JobCodec codec;
    private final BooleanSupplier insideTransaction;
    private final NewJobs newJobs;

    private Jobs(JobStore store, JobCodec codec, BooleanSupplier insideTransaction, NewJobs newJobs) {
        this.store = store;
        this.codec = codec;
        this.insideTransaction = insideTransaction;
        this.newJobs = newJobs;
    }

    /**
     * Enqueues with an engine.
     *
     * @param engine the same as that of the workers, or one of the same store in another process
     * @param codec the same as that of the workers
     * @return jobs
     */
    public static Jobs on(JobEngine engine, JobCodec codec) {
        Objects.requireNonNull(codec, "codec");
        NewJobs newJobs = new NewJobs(engine.store(), codec, ContextPropagator.none());
        return new Jobs(engine.store(), codec, () -> false, newJobs);
    }

    /**
     * Propagates the context of your thread to the attempts. By default nothing is propagated.
     *
     * @param newPropagator the same as that of the workers
     * @return other jobs
     */
    public Jobs propagate(ContextPropagator newPropagator) {
        Objects.requireNonNull(newPropagator, "newPropagator");
        return new Jobs(store, codec, insideTransaction, newJobs.propagate(newPropagator));
    }

    /**
     * Tells whether a thread is in a transaction of the application, so that to {@link #enqueue} beside it is refused: the job would run
     * before the commit, and stay after a rollback. Without it only transactions of {@link JobContext#inTransaction} are seen.
     *
     * @param test for instance {@code TransactionSynchronizationManager::isActualTransactionActive} of Spring
     * @return other jobs
     */
    public Jobs insideTransaction(BooleanSupplier test) {
        return new Jobs(store, codec, Objects.requireNonNull(test, "test"), newJobs);
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
                List<NewJob> made = newJobs.of(type, payloads, options);
                return Objects.requireNonNull(
                        ConnectionWork.run(entityManager, connection -> store.enqueue(made, StoreTransaction.of(connection))));
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
                return store.enqueue(newJobs.of(type, payloads, options), StoreTransaction.of(connection));
            }
        };
    }

    /**
     * {@inheritDoc} In a transaction of its own, which is committed when this returns.
     *
     * @throws InsideTransactionException inside a transaction, as far as that can be {@linkplain #insideTransaction told}
     */
    @Override
    public <P> Enqueued enqueue(JobType<P, ?> type, P payload, JobOptions options) {
        refuseInside("enqueue(…)");
        return store.enqueue(List.of(newJobs.of(type, payload, options)), StoreTransaction.own()).get(0);
    }

    /**
     * {@inheritDoc} In a transaction of its own, which is committed when this returns.
     *
     * @throws InsideTransactionException inside a transaction, as far as that can be {@linkplain #insideTransaction told}
     */
    @Override
    public <P> List<Enqueued> enqueueAll(JobType<P, ?> type, Collection<? extends P> payloads, JobOptions options) {
        refuseInside("enqueueAll(…)");
        return store.enqueue(newJobs.of(type, payloads, options), StoreTransaction.own());
    }

    private void refuseInside(String call) {
        if (HandlerTransaction.isRunning() || insideTransaction.getAsBoolean()) {
            throw new InsideTransactionException("jobs." + call);
        }
    }

    /**
     * Says where a job is.
     *
     * @param id which one
     * @return what is known of it; empty if there is none, or its retention has passed
     */
    public Optional<JobStatus> status(JobId id) {
        return store.status(id);
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
        return store.find(id).flatMap(job -> {
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
     * @param most how long; 0 to look only, at most 100 years
     * @return what is known of it then, ended or not; empty if there is none
     * @throws InterruptedException if the thread is interrupted
     * @throws InvalidJobException if the time is out of range
     */
    public Optional<JobStatus> await(JobId id, Duration most) throws InterruptedException {
        DurationRange.FROM_ZERO.require("await(…, most)", most);
        return store.await(id, most);
    }

    /**
     * Cancels a job that has not begun, or asks the attempt that runs it to stop: its {@link JobContext#checkpoint} throws, and its thread
     * is interrupted, within about a second.
     *
     * @param id which one
     * @return what became of it
     */
    public CancelResult cancel(JobId id) {
        return store.cancel(id);
    }

    /**
     * Lists jobs, the latest first, at the same cost for any page and any size of payloads, which are not read.
     *
     * @param query which ones
     * @return at most as many as the query says
     */
    public List<JobStatus> list(JobQuery query) {
        return store.list(query);
    }

    /**
     * Has dead jobs run again, beginning with the first of their attempts. What their {@linkplain JobContext#step steps} have done stays done.
     * A job whose unique key another one has that has not ended stays dead; of several dead ones with the same unique key the latest runs again.
     *
     * @param query which ones; others than dead ones are passed over
     * @return how many run again; with those of the same unique key it may be less than the query's limit although there are more
     */
    public int redrive(JobQuery query) {
        return store.redrive(query);
    }

    /**
     * Deletes ended jobs whose retention has passed, in many short transactions with an engine in a database. Workers do so every 10 seconds;
     * without workers call it yourself. An interrupt ends it early.
     *
     * @param limit how many at most
     * @return how many; as many as the limit if there may be more
     */
    public int prune(int limit) {
        return store.prune(limit);
    }
}
