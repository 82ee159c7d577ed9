package dev.headroom.jobs.engine;

import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps all jobs, and is the only truth about them. A store accepts what an attempt says from the owner of the newest claim only. Called
 * by many threads.
 */
public interface JobStore {

    /**
     * Stores jobs, and has them run once that is committed.
     *
     * @param jobs new ones
     * @param transaction in which they are stored
     * @return what became of each, in their order
     * @throws dev.headroom.jobs.model.QueueFullException if a queue has as many waiting jobs as it may have; none is stored then
     */
    List<Enqueued> enqueue(List<NewJob> jobs, StoreTransaction transaction);

    /**
     * Finds a job.
     *
     * @param id which one
     * @return the job; empty if there is none, or none any more
     */
    Optional<StoredJob> find(JobId id);

    /**
     * Says where a job is, without reading what it carries.
     *
     * @param id which one
     * @return what is known of it; empty if there is none, or none any more
     */
    Optional<JobStatus> status(JobId id);

    /**
     * Waits until a job has ended.
     *
     * @param id which one
     * @param most how long
     * @return what is known of the job then, ended or not; empty if there is none
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<JobStatus> await(JobId id, Duration most) throws InterruptedException;

    /**
     * Finds jobs, without reading what they carry.
     *
     * @param query which ones
     * @return at most as many as the query says, in the order of ids, the latest first
     */
    List<JobStatus> list(JobQuery query);

    /**
     * Cancels a job that has not begun, or asks the attempt that runs it to stop.
     *
     * @param id which one
     * @return what became of it
     */
    CancelResult cancel(JobId id);

    /**
     * Has dead jobs run again, beginning with the first of their attempts.
     *
     * @param query which ones; others than dead ones are passed over, and those whose unique key a job has that has not ended. Of several with
     *     one unique key the latest is taken
     * @return how many
     */
    int redrive(JobQuery query);

    /**
     * Deletes jobs whose retention has passed, until none is left, the limit is reached, or the thread is interrupted.
     *
     * @param limit how many at most
     * @return how many
     */
    int prune(int limit);

    /**
     * Reads a job for the attempt that begins.
     *
     * @param claim of the attempt
     * @return the job; empty if the attempt does not own it
     */
    Optional<StoredJob> begin(Claim claim);

    /**
     * Ends an attempt.
     *
     * @param claim of the attempt
     * @param ending how
     * @param transaction in which the end is stored
     * @return the state that the job has now, CANCELLED if another attempt should follow and the job was to be cancelled; empty if
     *     the attempt does not own the job, and nothing was changed
     */
    Optional<JobState> end(Claim claim, Ending ending, StoreTransaction transaction);

    /**
     * Says what has become of attempts.
     *
     * @param claims of attempts that run here
     * @return the state of each
     */
    Map<Claim, ClaimState> check(Collection<Claim> claims);

    /**
     * Keeps since when attempts run, and how far they are. Of those that do not own their job any more nothing is kept.
     *
     * @param reports by attempts
     */
    void report(Map<Claim, AttemptReport> reports);

    /**
     * Makes sure that the attempt owns the job until the transaction has ended.
     *
     * @param claim of the attempt
     * @param transaction of the attempt
     * @return false if it does not
     */
    boolean fence(Claim claim, StoreTransaction.Joined transaction);

    /**
     * Reads what a step has left.
     *
     * @param claim of the attempt
     * @param step its name
     * @param transaction in which it happens
     * @return what it returned, if it was done; empty data for null
     */
    Optional<StepResult> step(Claim claim, String step, StoreTransaction transaction);

    /**
     * Keeps what a step returned.
     *
     * @param claim of the attempt
     * @param step its name
     * @param result what it returned
     * @param transaction in which it happens
     * @return false if the attempt does not own the job; nothing was kept then
     */
    boolean keepStep(Claim claim, String step, StepResult result, StoreTransaction transaction);

    /**
     * Enqueues the job of a cron schedule, once for each time.
     *
     * @param tick the time
     * @param job to enqueue
     * @return whether it was enqueued now
     */
    boolean enqueueOnce(CronTick tick, NewJob job);

    /**
     * The last time of a cron schedule for which a job was enqueued. A schedule that is not known begins now, and is known from now on, so that
     * its first time can be made up for.
     *
     * @param name of the cron schedule
     * @param now when it begins if it is not known
     * @return the last time, or when it began if there was none
     */
    Instant lastTick(String name, Instant now);

    /**
     * The time by the clock of the store.
     *
     * @return now
     */
    Instant now();

    /**
     * Whether {@link #fence} and the methods with a joined transaction keep their promise through a crash, because the store is in the same
     * database.
     *
     * @return false if it is in memory
     */
    boolean joinsTransactions();
}
