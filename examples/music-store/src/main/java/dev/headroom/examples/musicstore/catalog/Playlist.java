package dev.headroom.examples.musicstore.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;

/** A list of tracks that somebody put together. */
@Entity
@Table(name = "playlist")
public class Playlist {

    @Id
    @Column(name = "playlist_id")
    private int id;

    @Column(nullable = false)
    private String name;

    @ManyToMany
    @JoinTable(
            name = "playlist_track",
            joinColumns = @JoinColumn(name = "playlist_id"),
            inverseJoinColumns = @JoinColumn(name = "track_id"))
    private Set<Track> tracks = new HashSet<>();

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Playlist() {}

    /**
     * What is on the list.
     *
     * @return the tracks, in no order
     */
    public Set<Track> getTracks() {
        return tracks;
    }
}
