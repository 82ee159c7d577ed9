package dev.headroom.benchmarks.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** An element of a cart's first collection. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class CartLine {

    @Id
    Long id;

    @Column(nullable = false)
    String name;

    int quantity;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Cart cart;
}
