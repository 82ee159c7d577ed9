package dev.headroom.keyset;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/** An entity whose id is embedded and has two parts. */
@Entity
class Edition {

    @EmbeddedId
    Key key;

    int copies;

    protected Edition() {}

    Edition(long albumId, int number) {
        this.key = new Key(albumId, number);
        this.copies = number % 3;
    }

    @Embeddable
    record Key(long albumId, int number) {}
}
