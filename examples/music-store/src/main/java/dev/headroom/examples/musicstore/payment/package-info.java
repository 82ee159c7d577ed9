/**
 * Payments whose charge takes long, by row locks and by versioned updates.
 *
 * <p>{@link dev.headroom.examples.musicstore.payment.VersionedPayments} is the way to copy, and
 * {@link dev.headroom.examples.musicstore.payment.PaymentConfiguration} what it needs;
 * {@link dev.headroom.examples.musicstore.payment.RowLockPayments} is the way to compare it with. The others make many payments
 * at once, and measure that.
 */
@NullMarked
package dev.headroom.examples.musicstore.payment;

import org.jspecify.annotations.NullMarked;
