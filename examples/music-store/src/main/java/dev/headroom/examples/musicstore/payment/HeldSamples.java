package dev.headroom.examples.musicstore.payment;

import dev.headroom.examples.musicstore.payment.PaymentMeasurement.Held;
import java.time.Duration;

/** Counts of what was held, taken at even distances. For one thread. */
final class HeldSamples {

    private int most;
    private long sum;
    private int samples;

    void add(int held) {
        most = Math.max(most, held);
        sum += held;
        samples++;
    }

    Held over(Duration time, int payments) {
        double average = (double) sum / Math.max(1, samples);
        return new Held(most, average * time.toMillis() / payments);
    }
}
