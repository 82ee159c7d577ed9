package dev.headroom.architecture.broken.stats;

import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** Prints, sleeps and logs in its own way. */
final class Noise {

    void make() throws InterruptedException {
        System.out.println("Hello");
        System.err.println("Hello");
        Thread.sleep(1);
        TimeUnit.MILLISECONDS.sleep(1);
        Logger.getLogger("noise").info("Hello");
    }
}
