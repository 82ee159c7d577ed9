package dev.headroom.keyset;

import jakarta.persistence.Entity;

@Entity
class Disc extends Medium {

    int sides;

    protected Disc() {}

    Disc(long id) {
        super(id);
        this.sides = (int) id % 2;
    }
}
