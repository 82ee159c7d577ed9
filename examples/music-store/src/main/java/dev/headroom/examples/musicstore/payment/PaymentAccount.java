package dev.headroom.examples.musicstore.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** What the store has received: one row, which every payment changes. */
@Entity
@Table(name = "payment_account")
class PaymentAccount {

    @Id
    @Column(name = "account_id")
    private int id;

    @Column(precision = 12, scale = 2, nullable = false)
    private BigDecimal balance;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected PaymentAccount() {}

    /** Last in a transaction, because the others wait for this row until it ends. */
    static void credit(EntityManager entityManager, BigDecimal amount) {
        entityManager
                .createQuery("update PaymentAccount set balance = balance + :amount")
                .setParameter("amount", amount)
                .executeUpdate();
    }
}
