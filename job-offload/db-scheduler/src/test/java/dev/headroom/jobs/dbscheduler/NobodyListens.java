package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.NewJob;
import java.util.List;

/** So that nothing happens in the meantime. */
final class NobodyListens implements DbSchedulerStore.StoreListener {

    @Override
    public void enqueued(List<NewJob> jobs, boolean committed) {}

    @Override
    public void changed(String queue) {}

    @Override
    public void hold() {}

    @Override
    public void release() {}

    @Override
    public boolean takes(String queue) {
        return true;
    }
}
