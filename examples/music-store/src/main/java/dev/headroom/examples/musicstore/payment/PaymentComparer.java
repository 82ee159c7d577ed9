package dev.headroom.examples.musicstore.payment;

import dev.headroom.examples.musicstore.web.ProblemException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Makes payments both ways, one after the other and in the background, because it takes longer than a request may.
 * Comparisons of other pages go on meanwhile.
 */
@Component
final class PaymentComparer implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PaymentComparer.class);

    private final RowLockPayments rowLocks;
    private final VersionedPayments versioned;
    private final PaymentRunner runner;
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final AtomicInteger done = new AtomicInteger();
    private PaymentProgress progress = new PaymentProgress(false, 0, 0, 0, null, null, null);

    PaymentComparer(RowLockPayments rowLocks, VersionedPayments versioned, PaymentRunner runner) {
        this.rowLocks = rowLocks;
        this.versioned = versioned;
        this.runner = runner;
    }

    synchronized PaymentProgress progress() {
        return new PaymentProgress(
                progress.running(),
                progress.payments(),
                progress.milliseconds(),
                done.get(),
                progress.versioned(),
                progress.rowLocks(),
                progress.problem());
    }

    synchronized PaymentProgress start(PaymentTerms terms) {
        if (progress.running()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "RUNNING",
                    "Payments are being made already. Wait until they have ended; GET /api/compare/payments says when.");
        }
        done.set(0);
        put(terms, true, null, null, null);
        background.execute(() -> run(terms));
        return progress();
    }

    private void run(PaymentTerms terms) {
        try {
            compare(terms);
        } catch (InterruptedException | RuntimeException failure) {
            log.warn("The comparison of payments was broken off", failure);
            put(terms, false, null, null, "The comparison was broken off. The store's log says why.");
        }
    }

    private void compare(PaymentTerms terms) throws InterruptedException {
        PaymentMeasurement first = runner.run(versioned::pay, terms, done::incrementAndGet);
        put(terms, true, first, null, null);
        PaymentMeasurement second = runner.run(rowLocks::pay, terms, done::incrementAndGet);
        put(terms, false, first, second, null);
    }

    private synchronized void put(
            PaymentTerms terms,
            boolean running,
            @Nullable PaymentMeasurement first,
            @Nullable PaymentMeasurement second,
            @Nullable String problem) {
        progress = new PaymentProgress(
                running, terms.payments(), terms.milliseconds(), done.get(), first, second, problem);
    }

    /** Payments that are being made are broken off. */
    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
