package dev.headroom.benchmarks.fetch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** A parcel of a purchase. */
@Entity
@SuppressWarnings("NullAway.Init") // set after construction
class Shipment {

    @Id
    Long id;

    @Column(nullable = false)
    String carrier;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Purchase purchase;

    Long getId() {
        return id;
    }

    String getCarrier() {
        return carrier;
    }
}
