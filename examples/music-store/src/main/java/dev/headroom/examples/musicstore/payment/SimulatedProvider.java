package dev.headroom.examples.musicstore.payment;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Charges nobody, slowly: counts its charges instead, and loses every tenth answer. */
@Component
final class SimulatedProvider implements PaymentProvider {

    static final int ANSWERS_TO_ONE_LOST = 10;

    private final Map<String, Integer> charges = new ConcurrentHashMap<>();
    private final AtomicInteger keys = new AtomicInteger();
    private volatile Duration duration = Duration.ZERO;

    /** Forgets everything, and takes this long from now on. */
    void begin(Duration newDuration) {
        charges.clear();
        keys.set(0);
        duration = newDuration;
    }

    @Override
    public String charge(String key, BigDecimal amount) {
        work();
        boolean first = charges.merge(key, 1, Integer::sum) == 1;
        if (first && keys.incrementAndGet() % ANSWERS_TO_ONE_LOST == 0) {
            throw new AnswerLostException(key);
        }
        return receipt(key);
    }

    @Override
    public Optional<String> find(String key) {
        work();
        return charges.containsKey(key) ? Optional.of(receipt(key)) : Optional.empty();
    }

    int charges() {
        return charges.values().stream().mapToInt(Integer::intValue).sum();
    }

    int chargedTwice() {
        return (int) charges.values().stream().filter(times -> times > 1).count();
    }

    private static String receipt(String key) {
        return "receipt of " + key;
    }

    private void work() {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The store is stopping", e);
        }
    }
}
