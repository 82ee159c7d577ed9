package dev.headroom.examples.musicstore.sales;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Somebody who buys. */
@Entity
@Table(name = "customer")
public class Customer {

    @Id
    @Column(name = "customer_id")
    private int id;

    @Column(nullable = false)
    private String firstName;

    @Column(nullable = false)
    private String lastName;

    @Column
    private @Nullable String company;

    @Column
    private @Nullable String address;

    @Column
    private @Nullable String city;

    @Column
    private @Nullable String state;

    @Column
    private @Nullable String country;

    @Column
    private @Nullable String postalCode;

    @Column
    private @Nullable String phone;

    @Column
    private @Nullable String fax;

    @Column(nullable = false)
    private String email;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "support_rep_id")
    private @Nullable Employee supportRep;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Customer() {}

    /**
     * Who looks after the customer.
     *
     * @return the employee, or null if nobody does
     */
    public @Nullable Employee getSupportRep() {
        return supportRep;
    }
}
