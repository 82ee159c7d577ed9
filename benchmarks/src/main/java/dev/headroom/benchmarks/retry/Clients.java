package dev.headroom.benchmarks.retry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Threads that update one row after another until the window is over. */
final class Clients implements AutoCloseable {

    private final Contention contention;
    private final ExecutorService threads;

    Clients(Contention contention) {
        this.contention = contention;
        this.threads = Executors.newFixedThreadPool(contention.clients());
    }

    /** Returns when no client is at work any more. */
    Tally run(UpdateContender contender, Computation computation, Window window) throws Exception {
        List<Future<Tally>> running = new ArrayList<>();
        for (int client = 0; client < contention.clients(); client++) {
            running.add(threads.submit(() -> work(contender, computation, window)));
        }
        Tally all = new Tally();
        for (Future<Tally> one : running) {
            all.addAll(one.get());
        }
        return all;
    }

    private Tally work(UpdateContender contender, Computation computation, Window window) throws Exception {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // Not all at once: whoever computes equally long would meet the others again and again.
        TimeUnit.NANOSECONDS.sleep(random.nextLong(Math.max(window.start() - System.nanoTime(), 1)));
        Tally tally = new Tally();
        for (long start = System.nanoTime(); !window.isOver(); start = System.nanoTime()) {
            try {
                boolean updated = contender.increment(1 + random.nextInt(contention.rows()), computation);
                tally.ended(updated, start, System.nanoTime(), window);
            } catch (WindowOverException cut) {
                tally.cutOff(start, window);
            }
        }
        return tally;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
