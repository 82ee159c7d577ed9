package dev.headroom.examples.musicstore.payment;

import dev.headroom.examples.musicstore.web.ProblemException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/**
 * What to compare.
 *
 * @param payments how many to make at once
 * @param milliseconds that the provider takes for an answer
 */
record PaymentTerms(int payments, int milliseconds) {

    private static final int MOST_PAYMENTS = 100;
    private static final int MOST_MILLISECONDS = 2_000;

    PaymentTerms {
        check("payments", payments, MOST_PAYMENTS);
        check("milliseconds", milliseconds, MOST_MILLISECONDS);
    }

    Duration charge() {
        return Duration.ofMillis(milliseconds);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "OUT_OF_RANGE",
                    name + " is " + value + ", and must be between 1 and " + most + ".");
        }
    }
}
