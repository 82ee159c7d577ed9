package dev.headroom.examples.musicstore.embedded;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls what must come to its end, such as the stop of a server. When the process is told to stop, Spring interrupts a
 * thread that starts or closes the context and waits without a timeout, which waiting for another program is. Here that
 * waiting is done by another thread, and the caller waits with a timeout.
 */
final class Undisturbed {

    private Undisturbed() {}

    static <T> T call(String threadName, Callable<T> task) throws IOException {
        FutureTask<T> future = new FutureTask<>(task);
        new Thread(future, threadName).start();
        try {
            return future.get(1, TimeUnit.HOURS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(threadName + " takes more than an hour", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(threadName + " was interrupted", e);
        }
    }
}
