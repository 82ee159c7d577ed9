package dev.headroom.projection;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Albums 1 to 12, whose titles are "Album 01" to "Album 12". Album n has n tracks; the last album has no artist, and artist 3
 * has no country.
 */
final class Music extends RecordedStore {

    static final int ALBUMS = 12;

    Music(Database database) {
        super(database, Album.class, Artist.class, Country.class, Track.class, Tag.class);
    }

    void fill() {
        write(em -> {
            Country country = new Country();
            country.id = 1L;
            country.name = "Norway";
            em.persist(country);
            for (long id = 1; id <= 3; id++) {
                Artist artist = new Artist();
                artist.id = id;
                artist.name = "Artist " + id;
                artist.country = id == 3 ? null : country;
                em.persist(artist);
            }
            for (long id = 1; id <= 4; id++) {
                Tag tag = new Tag();
                tag.id = id;
                tag.name = "tag " + id;
                em.persist(tag);
            }
            for (long id = 1; id <= ALBUMS; id++) {
                fill(em, id);
            }
        });
        statements.clear();
    }

    private static void fill(EntityManager em, long id) {
        Album album = new Album();
        album.id = id;
        album.title = "Album %02d".formatted(id);
        album.year = (int) (1990 + id % 5);
        album.price = new BigDecimal("9.99").add(BigDecimal.valueOf(id));
        album.released = id % 2 == 0 ? null : LocalDate.of(2000, 1, (int) id);
        album.format = id % 3 == 0 ? Format.VINYL : Format.CD;
        album.cover = new byte[] {1, 2, 3};
        album.artist = id == ALBUMS ? null : em.find(Artist.class, id % 3 + 1);
        album.label = id % 4 == 0 ? null : new Label("Label " + id % 4, "Oslo");
        album.moods.add("mood " + id % 2);
        album.moods.add("mood 9");
        for (long tag = 1; tag <= id % 5; tag++) {
            album.tags.add(em.find(Tag.class, tag));
        }
        em.persist(album);
        for (long number = 1; number <= id; number++) {
            Track track = new Track();
            track.id = 100 * id + number;
            track.name = "Track " + number;
            track.milliseconds = (int) (1000 * (20 - number));
            track.album = album;
            em.persist(track);
        }
    }

    enum Format {
        CD,
        VINYL
    }

    @Entity(name = "Album")
    static class Album {
        @Id
        Long id;

        String title;

        @jakarta.persistence.Column(name = "release_year")
        int year;

        BigDecimal price;
        LocalDate released;
        Format format;

        @Lob
        byte[] cover;

        @ManyToOne(fetch = FetchType.LAZY)
        Artist artist;

        Label label;

        @OneToMany(mappedBy = "album")
        List<Track> tracks = new ArrayList<>();

        @ManyToMany
        Set<Tag> tags = new HashSet<>();

        @ElementCollection
        Set<String> moods = new HashSet<>();
    }

    @Embeddable
    static class Label {
        String name;
        String city;

        protected Label() {}

        Label(String name, String city) {
            this.name = name;
            this.city = city;
        }
    }

    @Entity(name = "Artist")
    static class Artist {
        @Id
        Long id;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        Country country;

        @OneToMany(mappedBy = "artist")
        List<Album> albums = new ArrayList<>();
    }

    @Entity(name = "Country")
    static class Country {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Track")
    static class Track {
        @Id
        Long id;

        String name;
        int milliseconds;

        @ManyToOne(fetch = FetchType.LAZY)
        Album album;
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        Long id;

        String name;
    }
}
