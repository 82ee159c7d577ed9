package dev.headroom.examples.musicstore.compare;

import dev.headroom.examples.musicstore.web.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Lets one comparison run at a time. So they do not disturb each other, and hold one connection of the store at most.
 * Others wait for ten seconds, and are then refused.
 */
@Component
public final class ComparisonTurn {

    private static final int PATIENCE_SECONDS = 10;

    private final Semaphore turn = new Semaphore(1, true);

    /**
     * Runs a comparison when those before it are done.
     *
     * @param comparison what to run
     * @return its result
     * @throws ProblemException if too many were waiting
     * @throws InterruptedException if the thread was told to end while it waited
     */
    public <T> T take(Supplier<T> comparison) throws InterruptedException {
        if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "BUSY", "Other comparisons are running. Try again in a while.");
        }
        try {
            return comparison.get();
        } finally {
            turn.release();
        }
    }
}
