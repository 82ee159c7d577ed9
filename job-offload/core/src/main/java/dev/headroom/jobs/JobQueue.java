package dev.headroom.jobs;

import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobOptions;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Where jobs are enqueued, in a transaction or without one. */
public interface JobQueue {

    /**
     * Enqueues a job with the {@linkplain JobOptions#standard standard} options.
     *
     * @param <P> what the job needs
     * @param type of the job
     * @param payload what the job needs
     * @return its id
     * @throws dev.headroom.jobs.model.InvalidJobException if a payload cannot be stored, or there is no transaction to enqueue it in
     * @throws dev.headroom.jobs.model.QueueFullException if the queue has as many waiting jobs as it may have
     */
    default <P> Enqueued enqueue(JobType<P, ?> type, P payload) {
        return enqueue(type, payload, JobOptions.standard());
    }

    /**
     * Enqueues a job.
     *
     * @param <P> what the job needs
     * @param type of the job
     * @param payload what the job needs
     * @param options how
     * @return its id, or that of the job that is the same
     * @throws dev.headroom.jobs.model.InvalidJobException if a payload cannot be stored, or there is no transaction to enqueue it in
     * @throws dev.headroom.jobs.model.QueueFullException if the queue has as many waiting jobs as it may have
     */
    default <P> Enqueued enqueue(JobType<P, ?> type, P payload, JobOptions options) {
        return enqueueAll(type, List.of(Objects.requireNonNull(payload, "payload")), options)
                .get(0);
    }

    /**
     * Enqueues jobs with the {@linkplain JobOptions#standard standard} options together: all or none, in as few statements as the store
     * needs.
     *
     * @param <P> what the jobs need
     * @param type of the jobs
     * @param payloads what the jobs need
     * @return their ids, in the order of the payloads
     * @throws dev.headroom.jobs.model.InvalidJobException if a payload cannot be stored, or there is no transaction to enqueue it in
     * @throws dev.headroom.jobs.model.QueueFullException if the queue has as many waiting jobs as it may have
     */
    default <P> List<Enqueued> enqueueAll(JobType<P, ?> type, Collection<? extends P> payloads) {
        return enqueueAll(type, payloads, JobOptions.standard());
    }

    /**
     * Enqueues jobs together: all or none, in as few statements as the store needs.
     *
     * @param <P> what the jobs need
     * @param type of the jobs
     * @param payloads what the jobs need
     * @param options of each
     * @return their ids, in the order of the payloads
     * @throws dev.headroom.jobs.model.InvalidJobException if a payload cannot be stored, or there is no transaction to enqueue it in
     * @throws dev.headroom.jobs.model.QueueFullException if the queue has as many waiting jobs as it may have
     */
    <P> List<Enqueued> enqueueAll(JobType<P, ?> type, Collection<? extends P> payloads, JobOptions options);
}
