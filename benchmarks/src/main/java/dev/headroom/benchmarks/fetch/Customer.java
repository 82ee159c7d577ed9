package dev.headroom.benchmarks.fetch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** Who buys. */
@Entity
@SuppressWarnings("NullAway.Init") // set after construction
class Customer {

    @Id
    Long id;

    @Column(nullable = false)
    String name;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Country country;

    Long getId() {
        return id;
    }

    String getName() {
        return name;
    }

    Country getCountry() {
        return country;
    }
}
