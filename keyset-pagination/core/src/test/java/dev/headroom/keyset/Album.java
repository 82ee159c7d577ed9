package dev.headroom.keyset;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Album {

    @Id
    Long id;

    String title;

    protected Album() {}

    Album(long id, String title) {
        this.id = id;
        this.title = title;
    }
}
