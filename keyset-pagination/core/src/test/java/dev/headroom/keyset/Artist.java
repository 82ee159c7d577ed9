package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Artist {

    @Id
    Long id;

    @Column(nullable = false)
    String name;

    protected Artist() {}

    Artist(long id, String name) {
        this.id = id;
        this.name = name;
    }
}
