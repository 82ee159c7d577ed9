package dev.headroom.benchmarks.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What readings come from. */
@Entity
class Sensor {

    @Id
    private Long id;

    @Column(nullable = false)
    private String name;

    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    protected Sensor() {}

    Sensor(long id, String name) {
        this.id = id;
        this.name = name;
    }

    // Public and of this name and type, Hibernate answers it from a reference without reading the row.
    public Long getId() {
        return id;
    }

    String getName() {
        return name;
    }
}
