package dev.headroom.examples.musicstore.payment;

import java.math.BigDecimal;

/**
 * What it took to make the payments.
 *
 * @param paid how many payments have a receipt
 * @param seconds from the first request to the last answer
 * @param perSecond how many were paid in a second
 * @param connections of the pool that were held
 * @param locks transactions that had locked rows of payments
 * @param longestRead milliseconds that one simple read of the store took at most meanwhile, the wait for a connection included
 * @param charges that the provider made
 * @param chargedTwice how many payments it charged more than once
 * @param received what the store's account has got
 */
record PaymentMeasurement(
        int paid,
        double seconds,
        double perSecond,
        Held connections,
        Held locks,
        double longestRead,
        int charges,
        int chargedTwice,
        BigDecimal received) {

    /**
     * How many of something were held, as sampled.
     *
     * @param most at once
     * @param milliseconds for which a payment held one, on average
     */
    record Held(int most, double milliseconds) {}
}
