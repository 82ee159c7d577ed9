package dev.headroom.keyset;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Where and when a song came out; empty if it did not. */
@Embeddable
class Publication {

    @Column
    String country;

    @Column
    Integer edition;
}
