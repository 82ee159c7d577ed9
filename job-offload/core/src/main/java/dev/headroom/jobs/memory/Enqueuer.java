package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.QueueFullException;
import java.util.List;

/** Takes jobs into the memory if there is room for them, and no other that is the same. */
final class Enqueuer {

    private final MemorySettings settings;
    private final MemoryQueues queues;
    private final KeptJobs jobs;
    private final Schedule schedule;

    Enqueuer(MemorySettings settings, MemoryQueues queues, KeptJobs jobs, Schedule schedule) {
        this.settings = settings;
        this.queues = queues;
        this.jobs = jobs;
        this.schedule = schedule;
    }

    /** All or none. */
    List<Enqueued> enqueue(List<NewJob> newJobs) {
        if (newJobs.size() == 1) { // as mostly
            NewJob only = newJobs.get(0);
            MemoryQueue queue = queue(only);
            queue.depth().reserve();
            return List.of(insert(only, queue));
        }
        reserve(newJobs);
        return newJobs.stream().map(job -> insert(job, queue(job))).toList();
    }

    /** Whether they are wanted is decided now; they are there after the commit. */
    List<Enqueued> enqueueAfterCommit(List<NewJob> newJobs) {
        if (settings.afterCommit() == null) {
            throw new InvalidJobException("in(…).enqueue(…): an engine in memory does not see when a transaction is"
                    + " committed. Tell it by InProcessEngine.Builder.afterCommit(…), or enqueue after the commit.");
        }
        newJobs.forEach(job -> queue(job).depth().requireRoom());
        List<Enqueued> told = newJobs.stream().map(this::expected).toList();
        settings.afterCommit().accept(() -> {
            for (int place = 0; place < told.size(); place++) {
                if (told.get(place).isNew()) {
                    insertCommitted(newJobs.get(place));
                }
            }
        });
        return told;
    }

    /** As far as can be told before the commit. */
    private Enqueued expected(NewJob job) {
        return jobs.unique()
                .find(job)
                .map(other -> new Enqueued(other.id(), false))
                .orElseGet(() -> new Enqueued(job.id(), true));
    }

    private void insertCommitted(NewJob job) {
        MemoryQueue queue = queue(job);
        queue.depth().enter(); // it was accepted, and cannot be refused any more
        Enqueued enqueued = insert(job, queue);
        MemoryJob same = enqueued.isNew() ? null : jobs.find(enqueued.id());
        if (same != null) {
            jobs.unique().name(job.id(), same); // the id was given to the caller, and has to be of a job
        }
    }

    private void reserve(List<NewJob> newJobs) {
        for (int place = 0; place < newJobs.size(); place++) {
            try {
                queue(newJobs.get(place)).depth().reserve();
            } catch (QueueFullException full) {
                newJobs.subList(0, place).forEach(job -> queue(job).depth().leave());
                throw full;
            }
        }
    }

    private MemoryQueue queue(NewJob job) {
        return queues.of(job.options().queue());
    }

    private Enqueued insert(NewJob newJob, MemoryQueue queue) {
        MemoryJob job = new MemoryJob(newJob, queue);
        MemoryJob same = jobs.unique().enter(job);
        if (same != job) {
            queue.depth().leave();
            return new Enqueued(same.id(), false);
        }
        boolean isReady = job.state() == JobState.READY; // before others see it and change that
        jobs.add(job);
        if (isReady) {
            schedule.addNew(job);
        } else {
            schedule.add(job);
        }
        return new Enqueued(newJob.id(), true);
    }
}
