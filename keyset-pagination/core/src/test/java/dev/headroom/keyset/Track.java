package dev.headroom.keyset;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;

/** An entity whose id is a class of two attributes, one of them the id of another entity. */
@Entity
@IdClass(Track.Key.class)
class Track {

    @Id
    @ManyToOne
    Album album;

    @Id
    int position;

    int seconds;

    protected Track() {}

    Track(Album album, int position) {
        this.album = album;
        this.position = position;
        this.seconds = position % 3;
    }

    record Key(Long album, int position) {}
}
