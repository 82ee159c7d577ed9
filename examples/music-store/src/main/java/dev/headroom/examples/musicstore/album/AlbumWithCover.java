package dev.headroom.examples.musicstore.album;

import dev.headroom.examples.musicstore.catalog.Artist;
import dev.headroom.examples.musicstore.catalog.Track;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the table of albums has, as most applications map a table. The cover is a basic attribute, which Hibernate loads
 * with every album unless the entity's class is enhanced.
 */
@Entity
@Table(name = "album")
class AlbumWithCover {

    @Id
    @Column(name = "album_id")
    private int id;

    @Column(nullable = false)
    private String title;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "artist_id")
    private Artist artist;

    @Column(insertable = false, updatable = false)
    private byte[] cover;

    /** Counts the changes of the cover, so that each has an address of its own. */
    @Column(name = "cover_version", nullable = false)
    private int coverVersion;

    @OneToMany
    @JoinColumn(name = "album_id", insertable = false, updatable = false)
    private List<Track> tracks = new ArrayList<>();

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected AlbumWithCover() {}

    int getId() {
        return id;
    }

    String getTitle() {
        return title;
    }

    Artist getArtist() {
        return artist;
    }

    byte[] getCover() {
        return cover;
    }

    List<Track> getTracks() {
        return tracks;
    }
}
