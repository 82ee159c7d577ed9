package dev.headroom.fetch.junit;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

@Entity
class Playlist {
    @Id
    Long id;

    @OneToMany(mappedBy = "playlist", cascade = CascadeType.PERSIST)
    List<Track> tracks = new ArrayList<>();

    protected Playlist() {}

    Playlist(long id) {
        this.id = id;
        tracks.add(new Track(id, this));
    }

    @Entity(name = "Track")
    static class Track {
        @Id
        Long id;

        @ManyToOne
        Playlist playlist;

        String title;

        protected Track() {}

        Track(long id, Playlist playlist) {
            this.id = id;
            this.playlist = playlist;
            this.title = "Track " + id;
        }
    }
}
