package dev.headroom.examples.musicstore.payment;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Pays as many applications do: the row is locked, and its transaction is open, until the provider has answered. */
@Component
class RowLockPayments {

    private final EntityManager entityManager;
    private final PaymentProvider provider;

    RowLockPayments(EntityManager entityManager, PaymentProvider provider) {
        this.entityManager = entityManager;
        this.provider = provider;
    }

    @Transactional
    void pay(long id) {
        Payment payment = entityManager.find(Payment.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (!payment.isPaid()) {
            payment.setReceipt(provider.charge("payment-" + id + "/charge", payment.getAmount()));
            PaymentAccount.credit(entityManager, payment.getAmount());
        }
    }
}
