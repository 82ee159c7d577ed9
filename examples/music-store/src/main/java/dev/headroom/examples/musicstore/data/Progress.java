package dev.headroom.examples.musicstore.data;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how far a load is, at most once a second. */
final class Progress {

    private static final Logger log = LoggerFactory.getLogger(Progress.class);
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final String message;
    private long last = System.nanoTime();

    /** The message has places for the number that is done and for more, as {@link String#format} has them. */
    Progress(String message) {
        this.message = message;
    }

    void report(Object... done) {
        long now = System.nanoTime();
        if (now - last >= INTERVAL) {
            last = now;
            log.info(String.format(java.util.Locale.ROOT, message, done));
        }
    }
}
