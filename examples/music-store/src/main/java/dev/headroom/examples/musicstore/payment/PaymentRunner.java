package dev.headroom.examples.musicstore.payment;

import dev.headroom.examples.musicstore.pool.LongRuns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes all payments at once, each by a thread, as if each were a request. Their connections come from a pool of their
 * own.
 */
@Component
final class PaymentRunner {

    private static final Logger log = LoggerFactory.getLogger(PaymentRunner.class);

    private final PaymentBook book;
    private final SimulatedProvider provider;
    private final PaymentObserver observer;
    private final LongRuns paymentRuns;

    PaymentRunner(PaymentBook book, SimulatedProvider provider, PaymentObserver observer, LongRuns paymentRuns) {
        this.book = book;
        this.provider = provider;
        this.observer = observer;
        this.paymentRuns = paymentRuns;
    }

    /**
     * @param way makes the payment of an id
     * @param ended called whenever a payment has ended
     */
    PaymentMeasurement run(LongConsumer way, PaymentTerms terms, Runnable ended) throws InterruptedException {
        List<Long> ids = book.open(terms.payments());
        provider.begin(terms.charge());
        try (Observation observation = observer.observe()) {
            long start = System.nanoTime();
            payAll(ids, way, ended);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            observation.end();
            return measurement(time, terms.payments(), observation);
        }
    }

    private PaymentMeasurement measurement(Duration time, int payments, Observation observation) {
        double seconds = time.toNanos() / 1e9;
        int paid = book.paid();
        return new PaymentMeasurement(
                paid,
                seconds,
                paid / seconds,
                observation.connectionsHeld(time, payments),
                observation.locksHeld(time, payments),
                observation.longestRead().toNanos() / 1e6,
                provider.charges(),
                provider.chargedTwice(),
                book.received());
    }

    private void payAll(List<Long> ids, LongConsumer way, Runnable ended) throws InterruptedException {
        ExecutorService requests = Executors.newFixedThreadPool(ids.size());
        try {
            requests.invokeAll(ids.stream().map(id -> request(id, way, ended)).collect(Collectors.toList()));
        } finally {
            requests.shutdownNow();
        }
    }

    private Callable<Boolean> request(long id, LongConsumer way, Runnable ended) {
        return () -> {
            try {
                return paymentRuns.call(() -> payPatiently(id, way));
            } catch (Exception failure) {
                log.warn("Payment {} failed", id, failure);
                return false;
            } finally {
                ended.run();
            }
        };
    }

    /** Who does not get an answer tries once more. */
    private static boolean payPatiently(long id, LongConsumer way) {
        try {
            way.accept(id);
        } catch (AnswerLostException lost) {
            way.accept(id);
        }
        return true;
    }
}
