package dev.headroom.benchmarks.fetch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** What is bought. */
@Entity
@SuppressWarnings("NullAway.Init") // set after construction
class Product {

    @Id
    Long id;

    @Column(nullable = false)
    String name;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Category category;

    Long getId() {
        return id;
    }

    String getName() {
        return name;
    }

    Category getCategory() {
        return category;
    }
}
