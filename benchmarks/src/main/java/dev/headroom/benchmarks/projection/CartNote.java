package dev.headroom.benchmarks.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** An element of a cart's second collection. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class CartNote {

    @Id
    Long id;

    @Column(nullable = false)
    String text;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Cart cart;
}
