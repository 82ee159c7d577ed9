package dev.headroom.benchmarks.fetch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What products have in common. */
@Entity
@SuppressWarnings("NullAway.Init") // set after construction
class Category {

    @Id
    Long id;

    @Column(nullable = false)
    String name;

    Long getId() {
        return id;
    }

    String getName() {
        return name;
    }
}
