package dev.headroom.keyset;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
class Album {

    @Id
    Long id;

    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    Artist artist;

    protected Album() {}

    Album(long id, String title, Artist artist) {
        this.id = id;
        this.title = title;
        this.artist = artist;
    }

    /** Through a method, because a proxy's fields are empty. */
    String title() {
        return title;
    }
}
