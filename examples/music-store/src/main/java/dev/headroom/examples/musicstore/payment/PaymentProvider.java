package dev.headroom.examples.musicstore.payment;

import java.math.BigDecimal;
import java.util.Optional;

/** Takes money from customers. It is elsewhere, and slow. */
interface PaymentProvider {

    /**
     * Charges each time that it is called.
     *
     * @param key by which the charge is found again
     * @return a receipt
     * @throws AnswerLostException if the customer may have been charged
     */
    String charge(String key, BigDecimal amount);

    /** The receipt of a charge, if there was one. */
    Optional<String> find(String key);
}
