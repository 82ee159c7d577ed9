package dev.headroom.keyset;

import jakarta.persistence.Entity;

@Entity
class Tape extends Medium {

    protected Tape() {}

    Tape(long id) {
        super(id);
    }
}
