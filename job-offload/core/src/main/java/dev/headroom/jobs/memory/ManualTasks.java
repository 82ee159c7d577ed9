package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.RepeatedTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Done when a test's clock is turned. */
final class ManualTasks implements RepeatedTasks {

    private final ManualTime time;
    private final List<Runnable> open = new ArrayList<>();

    ManualTasks(ManualTime time) {
        this.time = time;
    }

    @Override
    public void every(Duration period, Runnable task) {
        open.add(task);
        again(period, task);
    }

    private void again(Duration period, Runnable task) {
        time.at(period, () -> {
            if (open.contains(task)) {
                task.run();
                again(period, task);
            }
        });
    }

    @Override
    public void close() {
        open.clear();
    }
}
