package dev.headroom.benchmarks.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.Set;

/** What has two collections. They are sets, because Hibernate joins no two lists. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class Cart {

    @Id
    Long id;

    @Column(nullable = false)
    String title;

    @OneToMany(mappedBy = "cart")
    Set<CartLine> lines = new HashSet<>();

    @OneToMany(mappedBy = "cart")
    Set<CartNote> notes = new HashSet<>();
}
