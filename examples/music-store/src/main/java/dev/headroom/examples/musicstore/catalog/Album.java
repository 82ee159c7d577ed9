package dev.headroom.examples.musicstore.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A record of an artist, without its cover: whatever loads the entity would read that too. */
@Entity
@Table(name = "album")
public class Album {

    @Id
    @Column(name = "album_id")
    private int id;

    @Column(nullable = false)
    private String title;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "artist_id")
    private Artist artist;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Album() {}

    /**
     * What it is called.
     *
     * @return the title
     */
    public String getTitle() {
        return title;
    }

    /**
     * Who made it.
     *
     * @return the artist
     */
    public Artist getArtist() {
        return artist;
    }
}
