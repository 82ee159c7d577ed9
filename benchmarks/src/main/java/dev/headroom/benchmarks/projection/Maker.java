package dev.headroom.benchmarks.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Who made a product. Nobody is known to have made one in seven. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class Maker {

    @Id
    Long id;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    String address;

    /** Not the field: a proxy has none. */
    public String getName() {
        return name;
    }
}
