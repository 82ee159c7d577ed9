package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.NewJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of an engine that looks after the store: its clock, jobs that wait for others of their key, and lost queue entries. */
final class Housekeeping implements DbSchedulerStore.StoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(DbSchedulerEngine.class);
    private static final Duration CLOCK = Duration.ofSeconds(30);

    /** A worker may start after the first jobs are enqueued. */
    private static final Duration UNSERVED = Duration.ofMinutes(1);

    /** Until a caller's commit, as guesses; what comes later is found by polling. */
    private static final List<Long> COMMITS =
            Stream.of(10, 30, 100, 300).map(TimeUnit.MILLISECONDS::toNanos).toList();

    /** One look for all that is enqueued within. */
    private static final long DEBOUNCED = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int SEARCHED_AT_ONCE = 2_000;

    private final StoreParts parts;
    private final UnservedQueues unserved;
    private final Set<QueueSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final Set<String> soon = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> looked = new ConcurrentHashMap<>();

    /** Up to which job lost queue entries were searched, by queues. For the one thread. */
    private final Map<String, String> searched = new HashMap<>();

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, WorkerThreads.named("headroom-jobs-store", true), new ThreadPoolExecutor.DiscardPolicy());

    Housekeeping(StoreParts parts) {
        this.parts = parts;
        this.unserved = new UnservedQueues(parts, UNSERVED);
    }

    void start(EngineSettings settings) {
        every(CLOCK, () -> StoreClocks.set(parts.connections(), parts.clock()));
        every(settings.poll(), () -> queues().forEach(this::admit));
        every(settings.search(), () -> queues().forEach(this::search));
        every(UNSERVED, () -> unserved.look().forEach(Housekeeping::tell));
    }

    private void every(Duration interval, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(
                () -> safely(task), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void safely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException unreachable) {
            LOG.warn("The jobs' store could not be looked after; it is tried again: {}", unreachable.getMessage());
        }
    }

    private void after(long nanoseconds, Runnable task) {
        var unused = thread.schedule(() -> safely(task), nanoseconds, TimeUnit.NANOSECONDS);
    }

    void add(QueueSubscription subscription) {
        subscriptions.add(subscription);
        if (parts.isolation().isHeld()) {
            subscription.hold();
            if (!parts.isolation().isHeld()) { // it was released before it was held
                subscription.release();
            }
        }
    }

    @Override
    public void hold() {
        subscriptions.forEach(QueueSubscription::hold);
    }

    @Override
    public void release() {
        subscriptions.forEach(QueueSubscription::release);
    }

    @Override
    public boolean takes(String queue) {
        return subscriptions.stream().anyMatch(each -> each.queue().equals(queue) && !each.isPaused());
    }

    void remove(QueueSubscription subscription) {
        subscriptions.remove(subscription);
    }

    void stop() {
        subscriptions.forEach(QueueSubscription::close);
        thread.shutdownNow();
    }

    private Set<String> queues() {
        return subscriptions.stream().map(QueueSubscription::queue).collect(Collectors.toSet());
    }

    private boolean isSubscribed(String queue) {
        return subscriptions.stream().anyMatch(each -> each.queue().equals(queue));
    }

    private static void tell(String queue) {
        LOG.warn("Jobs of the queue {} wait, and no worker takes any: start one with queue(\"{}\", …).", queue, queue);
    }

    private void admit(String queue) {
        if (parts.admissions().admit(queue) > 0) {
            look(queue);
        }
    }

    private void search(String queue) {
        Redrives.Searched found = parts.redrives().restore(queue, searched.getOrDefault(queue, ""), SEARCHED_AT_ONCE);
        searched.put(queue, found.last());
        if (found.found() > 0) {
            LOG.warn("{} jobs of the queue {} had lost their queue entries, and have new ones.", found.found(), queue);
            look(queue);
        }
    }

    /** Lets another job of a key run, on the thread that has made room for it. If that fails, it is done by polling. */
    void freed(String queue, String key) {
        safely(() -> {
            if (parts.admissions().admit(queue, key) > 0) {
                look(queue);
            }
        });
    }

    @Override
    public void enqueued(List<NewJob> jobs, boolean committed) {
        Map<String, Boolean> keyed = new HashMap<>();
        jobs.forEach(
                job -> keyed.merge(job.options().queue(), job.options().concurrencyKey().isPresent(), Boolean::logicalOr));
        keyed.forEach((queue, withKey) -> {
            if (!isSubscribed(queue)) {
                unserved.enqueued(queue, jobs);
            }
            if (!committed) {
                COMMITS.forEach(delay -> after(delay, () -> enqueued(queue, withKey)));
            } else if (withKey) {
                after(0, () -> check(queue));
            } else {
                enqueued(queue, false);
            }
        });
    }

    private void enqueued(String queue, boolean withKey) {
        if (withKey) {
            check(queue);
        } else if (isSubscribed(queue)) {
            lookSoon(queue);
        }
    }

    @Override
    public void changed(String queue) {
        after(0, () -> check(queue));
    }

    private void check(String queue) {
        parts.admissions().admit(queue);
        look(queue);
    }

    /** At once, unless that was just done. */
    private void lookSoon(String queue) {
        long now = System.nanoTime();
        long before = looked.getOrDefault(queue, now - DEBOUNCED);
        if (now - before >= DEBOUNCED) {
            looked.put(queue, now);
            look(queue);
        } else if (soon.add(queue)) {
            after(DEBOUNCED, () -> {
                soon.remove(queue);
                looked.put(queue, System.nanoTime());
                look(queue);
            });
        }
    }

    private void look(String queue) {
        subscriptions.stream().filter(each -> each.queue().equals(queue)).forEach(QueueSubscription::look);
    }
}
