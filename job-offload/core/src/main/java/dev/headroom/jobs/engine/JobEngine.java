package dev.headroom.jobs.engine;

/**
 * Brings jobs to workers. An engine promises to claim each job of its store that may run: by one attempt at a time as far as it can see,
 * and again if the claimant's process dies. The fences of the store make up for what the engine cannot see. Called by many threads.
 */
public interface JobEngine extends AutoCloseable {

    /**
     * Where its jobs are kept.
     *
     * @return always the same
     */
    JobStore store();

    /**
     * Has the jobs of a queue run here.
     *
     * @param queue which ones, and how many at once
     * @param runner runs claims; called on the engine's threads, by as many at once as the queue says. It returns when the attempt has
     *     ended and is stored; if it throws, or does not end before the process does, the engine claims the job again
     * @return to be closed when no more jobs shall be claimed
     */
    Subscription subscribe(QueueSpec queue, JobRunner runner);

    /**
     * Repeated tasks of a worker, which looks after its attempts and cron schedules.
     *
     * @return new tasks, on a thread of their own unless an engine for tests has none
     */
    default RepeatedTasks repeatedTasks() {
        return RepeatedTasks.onThread("headroom-jobs-watch");
    }

    /** Stops what it has started. Subscriptions are closed first. */
    @Override
    void close();

    /** Runs claims. */
    interface JobRunner {

        /**
         * Runs an attempt. If the store fails by a {@link dev.headroom.jobs.model.JobStoreException}, the job is claimed again; whatever else this
         * throws counts as an attempt.
         *
         * @param claim of the attempt
         */
        void run(Claim claim);

        /**
         * Called when an engine takes a process for dead that had claimed a job, and when an attempt could not be run: the attempt counts, and
         * the job is run again or ends.
         *
         * @param job whose attempt did not end
         * @return how it ends
         */
        Ending crashed(StoredJob job);
    }

    /** The right to jobs of a queue. */
    interface Subscription extends AutoCloseable {

        /** Claims no more jobs. Those that run go on. Repeatable. */
        void pause();

        /** Claims jobs again after {@link #pause}. */
        void resume();

        /** Claims no more jobs, and lets go of the threads when those that run have ended. Does not wait. */
        @Override
        void close();
    }
}
