package dev.headroom.examples.musicstore.report;

import dev.headroom.jobs.JobContext;
import dev.headroom.jobs.model.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/** An attempt that ends early, and the next one, which knows the steps of the first. */
final class RememberedSteps implements JobContext {

    private final Map<String, Object> steps = new LinkedHashMap<>();
    private final List<String> said = new ArrayList<>();
    private int left;

    RememberedSteps(int left) {
        this.left = left;
    }

    RememberedSteps again() {
        left = Integer.MAX_VALUE;
        return this;
    }

    List<MonthRevenue> done() {
        return steps.values().stream().map(MonthRevenue.class::cast).toList();
    }

    List<String> said() {
        return said;
    }

    @Override
    public <T> T step(String name, Class<T> type, Callable<T> work) throws Exception {
        if (!steps.containsKey(name)) {
            if (left-- == 0) {
                throw new IllegalStateException("The process ended.");
            }
            steps.put(name, work.call());
        }
        return type.cast(steps.get(name));
    }

    @Override
    public void progress(long done, long total, String note) {
        said.add(note + " " + done + " of " + total);
    }

    @Override
    public void checkpoint() {}

    @Override
    public JobId id() {
        return new JobId(new UUID(0, 0));
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public String idempotencyKey() {
        return id().toString();
    }

    @Override
    public <T> T inTransaction(String name, Class<T> type, TransactionalWork<T> work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RuntimeException snooze(Duration delay) {
        throw new UnsupportedOperationException();
    }
}
