package dev.headroom.jobs;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Knows which threads are in a transaction of a handler. */
final class HandlerTransaction {

    private static final ThreadLocal<Boolean> RUNNING = ThreadLocal.withInitial(() -> false);

    private HandlerTransaction() {}

    static boolean isRunning() {
        return RUNNING.get();
    }

    static <T> @Nullable T run(Callable<@Nullable T> work) throws Exception {
        boolean outer = RUNNING.get();
        RUNNING.set(true);
        try {
            return work.call();
        } finally {
            if (outer) {
                RUNNING.set(true);
            } else {
                RUNNING.remove();
            }
        }
    }
}
