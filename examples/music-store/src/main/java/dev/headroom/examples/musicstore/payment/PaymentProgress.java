package dev.headroom.examples.musicstore.payment;

import org.jspecify.annotations.Nullable;

/**
 * How far the last comparison has come.
 *
 * @param running whether it has not ended
 * @param payments that are made in each way; 0 before the first comparison
 * @param milliseconds that the provider takes for an answer
 * @param done how many payments have ended, in both ways together
 * @param versioned what the versioned updates took, when they have ended
 * @param rowLocks what the row locks took, when they have ended
 * @param problem why it ended early, if it did
 */
record PaymentProgress(
        boolean running,
        int payments,
        int milliseconds,
        int done,
        @Nullable PaymentMeasurement versioned,
        @Nullable PaymentMeasurement rowLocks,
        @Nullable String problem) {}
