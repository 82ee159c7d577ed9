package dev.headroom.jobs.dbscheduler.chaos;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A process that dies as soon as it runs a certain job, and others beside it. */
public final class PoisonWorker {

    static final String QUEUE = "poison";
    static final JobType<Integer, Integer> WORK = JobType.of("work", Integer.class, Integer.class);
    static final int POISON = 0;
    static final int ATTEMPTS = 3;
    static final int THREADS = 8;

    private static final Duration HEARTBEAT = Duration.ofMillis(300);

    private PoisonWorker() {}

    /**
     * Works until it dies, or whoever started it is gone.
     *
     * @param arguments URL, user and password of the database
     * @throws IOException if the process that started it cannot be asked
     */
    public static void main(String[] arguments) throws IOException {
        DbSchedulerEngine engine = DbSchedulerEngine.on(ChaosWorker.pool(arguments[0], arguments[1], arguments[2]))
                .heartbeat(HEARTBEAT)
                .pollInterval(Duration.ofMillis(100))
                .build();
        Worker worker = Worker.on(engine, new Numbers())
                .queue(QUEUE, THREADS)
                .handle(
                        WORK,
                        (number, context) -> work(number),
                        RetryRules.standard().attempts(ATTEMPTS).backoff(Duration.ZERO, Duration.ZERO))
                .start();
        while (System.in.read() >= 0) {
            // Nobody writes; the end of the stream is the end of whoever started this.
        }
        worker.drain(Duration.ZERO);
        Runtime.getRuntime().halt(0);
    }

    /** The others begin with it, and would take longer. */
    private static Integer work(Integer number) {
        LockSupport.parkNanos(Duration.ofMillis(number == POISON ? 300 : 900).toNanos());
        if (number == POISON) {
            Runtime.getRuntime().halt(137);
        }
        return number;
    }
}
