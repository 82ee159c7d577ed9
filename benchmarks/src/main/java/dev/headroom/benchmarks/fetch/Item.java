package dev.headroom.benchmarks.fetch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** A line of a purchase. */
@Entity
@SuppressWarnings("NullAway.Init") // set after construction
class Item {

    @Id
    Long id;

    @Column(nullable = false)
    int quantity;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Product product;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Purchase purchase;

    Long getId() {
        return id;
    }

    int getQuantity() {
        return quantity;
    }

    Product getProduct() {
        return product;
    }
}
