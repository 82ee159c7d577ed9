package dev.headroom.benchmarks.fetch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.Set;

/** The root: a row with a wide column, two collections, and a chain of to-one associations. Whoever reads without Hibernate sets
 * the fields, as Hibernate does. */
@Entity
@SuppressWarnings("NullAway.Init") // set after construction
class Purchase {

    @Id
    Long id;

    /** As wide as the case says. */
    @Column(nullable = false, length = 4000)
    String note;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Customer customer;

    // A set: Hibernate refuses to join two bags.
    @OneToMany(mappedBy = "purchase")
    Set<Item> items = new HashSet<>();

    // A set: Hibernate refuses to join two bags.
    @OneToMany(mappedBy = "purchase")
    Set<Shipment> shipments = new HashSet<>();

    Long getId() {
        return id;
    }

    String getNote() {
        return note;
    }

    Customer getCustomer() {
        return customer;
    }

    Set<Item> getItems() {
        return items;
    }

    Set<Shipment> getShipments() {
        return shipments;
    }
}
