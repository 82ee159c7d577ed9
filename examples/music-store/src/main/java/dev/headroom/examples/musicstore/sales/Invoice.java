package dev.headroom.examples.musicstore.sales;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** One purchase of a customer. */
@Entity
@Table(name = "invoice")
public class Invoice {

    @Id
    @Column(name = "invoice_id")
    private int id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "customer_id")
    private Customer customer;

    @Column(nullable = false)
    private LocalDateTime invoiceDate;

    @Column
    private @Nullable String billingAddress;

    @Column
    private @Nullable String billingCity;

    @Column
    private @Nullable String billingState;

    @Column
    private @Nullable String billingCountry;

    @Column
    private @Nullable String billingPostalCode;

    @Column(precision = 10, scale = 2, nullable = false)
    private BigDecimal total;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Invoice() {}

    /**
     * The id that came with the data.
     *
     * @return the id
     */
    public int getId() {
        return id;
    }

    /**
     * When it was made out.
     *
     * @return the time, without a zone
     */
    public LocalDateTime getInvoiceDate() {
        return invoiceDate;
    }

    /**
     * Who bought.
     *
     * @return the customer
     */
    public Customer getCustomer() {
        return customer;
    }
}
