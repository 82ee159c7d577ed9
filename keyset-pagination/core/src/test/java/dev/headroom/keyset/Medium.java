package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

/** The root of a hierarchy with a table for each class. */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
abstract class Medium {

    @Id
    Long id;

    @Column(nullable = false)
    String shelf;

    protected Medium() {}

    Medium(long id) {
        this.id = id;
        this.shelf = "shelf " + id % 3;
    }
}
