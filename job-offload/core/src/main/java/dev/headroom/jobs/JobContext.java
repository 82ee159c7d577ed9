package dev.headroom.jobs;

import dev.headroom.jobs.model.JobId;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What your handler may ask and say while it runs. For the thread of the handler; {@link #checkpoint} and {@link #progress} also for
 * threads that it starts.
 */
public interface JobContext {

    /**
     * Which job this is.
     *
     * @return its id
     */
    JobId id();

    /**
     * Which attempt this is.
     *
     * @return from 1
     */
    int attempt();

    /**
     * A key that is the same in all attempts of this job, for others who can tell by it that they have done something already.
     *
     * @return text of letters, digits and {@code -}
     */
    String idempotencyKey();

    /**
     * Ends the handler here if it has to stop. Call it where stopping is safe, as often as you like: it sends nothing.
     *
     * @throws JobStoppedException if the job was cancelled, the attempt takes too long, or the worker is shut down
     * @throws LostJobException if this attempt does not own the job any more
     */
    void checkpoint();

    /**
     * Says how far the job is. Kept at most once a second, and at the end of the attempt, however it ends; what you say in between
     * is not kept. Includes a {@link #checkpoint}.
     *
     * @param done from 0
     * @param total 0 if you do not know
     * @param note for people; at most 200 characters are kept
     */
    void progress(long done, long total, String note);

    /**
     * Does something that later attempts do not do again: what it returned is stored, and given to them. If the process fails between the
     * work and the storing, it is done again; for what must happen exactly once use {@link #inTransaction}.
     *
     * @param <T> what comes of it
     * @param name of the step, once in a job; at most 100 characters
     * @param type the class of what comes of it
     * @param work runs outside any transaction
     * @return what the work returned, now or in an earlier attempt
     * @throws LostJobException if this attempt does not own the job any more
     * @throws Exception that the work throws; nothing is stored then
     */
    <T> @Nullable T step(String name, Class<T> type, Callable<@Nullable T> work) throws Exception;

    /**
     * Does something in the database exactly once, whatever fails: the work, the note that it is done and the proof that this attempt
     * owns the job are one transaction. Needs {@link WorkerBuilder#transactions}, and an engine in the same database for the promise to
     * hold through crashes.
     *
     * @param <T> what comes of it
     * @param name of the step, once in a job; at most 100 characters
     * @param type the class of what comes of it
     * @param work gets the transaction; it may {@linkplain JobTransaction#complete complete} the job in it
     * @return what the work returned, now or in an earlier attempt
     * @throws LostJobException if this attempt does not own the job any more; nothing is committed then
     * @throws Exception that the work throws; it is rolled back then
     */
    <T> @Nullable T inTransaction(String name, Class<T> type, TransactionalWork<T> work) throws Exception;

    /**
     * Ends this attempt without counting it, and has the job run again later, for instance because something is not there yet.
     *
     * @param delay until then, from 0 to 100 years
     * @return never; throw it, so that the compiler knows
     * @throws dev.headroom.jobs.model.InvalidJobException if the delay is out of range, which is a failure of the attempt unless you catch it
     */
    RuntimeException snooze(Duration delay);

    /**
     * Work in a transaction.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    interface TransactionalWork<T> {

        /**
         * Does it.
         *
         * @param transaction to work in, which is not to be used after it
         * @return what comes of it; may be null
         * @throws Exception to roll back
         */
        @Nullable T run(JobTransaction transaction) throws Exception;
    }
}
