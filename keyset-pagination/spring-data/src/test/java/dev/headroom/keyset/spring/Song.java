package dev.headroom.keyset.spring;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Song {

    @Id
    Long id;

    @Column(nullable = false)
    String name;

    int price;

    @Column
    String composer;

    protected Song() {}

    /** Prices repeat, so that pages end between rows of one price. */
    Song(long id) {
        this.id = id;
        this.name = "Song " + id;
        this.price = (int) (id % 5);
        this.composer = id % 3 == 0 ? null : "Composer " + id % 7;
    }

    Long id() {
        return id;
    }

    /** As JSON shows it. */
    public String getName() {
        return name;
    }
}
