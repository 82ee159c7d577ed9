package dev.headroom.keyset;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/** An entity whose id has two parts. */
@Entity
class Edition {

    @EmbeddedId
    Key key;

    @Embeddable
    record Key(long albumId, int number) {}
}
