package dev.headroom.examples.musicstore.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Something to be paid. */
@Entity
@Table(name = "payment")
class Payment {

    @Id
    @Column(name = "payment_id")
    private long id;

    @Column(precision = 10, scale = 2, nullable = false)
    private BigDecimal amount;

    /** Of the provider, once it is paid. */
    @Column
    private @Nullable String receipt;

    @Version
    private int version;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Payment() {}

    long getId() {
        return id;
    }

    BigDecimal getAmount() {
        return amount;
    }

    boolean isPaid() {
        return receipt != null;
    }

    void setReceipt(String newReceipt) {
        receipt = newReceipt;
    }
}
