package dev.headroom.projection;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/**
 * Six tracks: two of an album whose artist has a label, two of one whose artist has none, one of an album without an artist,
 * and one without an album.
 */
final class Chain extends RecordedStore {

    Chain(Database database) {
        super(database, Track.class, Album.class, Artist.class, Label.class, Credit.class);
    }

    void fill() {
        write(em -> {
            Label label = new Label();
            label.id = 1;
            label.name = "label";
            em.persist(label);
            for (long id = 1; id <= 2; id++) {
                Artist artist = new Artist();
                artist.id = id;
                artist.name = "artist " + id;
                artist.label = id == 1 ? label : null;
                em.persist(artist);
            }
            for (long id = 1; id <= 3; id++) {
                Album album = new Album();
                album.id = id;
                album.artist = id == 3 ? null : em.find(Artist.class, id);
                album.credit.producer = album.artist;
                em.persist(album);
            }
            long[] albums = {1, 1, 2, 2, 3, 0};
            for (long id = 1; id <= albums.length; id++) {
                Track track = new Track();
                track.id = id;
                track.album = em.find(Album.class, albums[(int) id - 1]);
                em.persist(track);
            }
        });
        statements.clear();
    }

    @Entity(name = "Track")
    static class Track {
        @Id
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Album album;
    }

    @Entity(name = "Album")
    static class Album {
        @Id
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Artist artist;

        Credit credit = new Credit();

        @OneToMany(mappedBy = "album")
        List<Track> tracks = new ArrayList<>();
    }

    @Embeddable
    static class Credit {
        @ManyToOne(fetch = FetchType.LAZY)
        Artist producer;
    }

    @Entity(name = "Artist")
    static class Artist {
        @Id
        long id;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        Label label;

        @OneToMany(mappedBy = "artist")
        List<Album> albums = new ArrayList<>();
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        long id;

        String name;
    }
}
