package dev.headroom.projection;

import dev.headroom.projection.Music.Album;
import dev.headroom.projection.Music.Artist;
import dev.headroom.projection.Music.Country;
import dev.headroom.projection.Music.Format;
import dev.headroom.projection.Music.Label;
import dev.headroom.projection.Music.Tag;
import dev.headroom.projection.Music.Track;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Fills a store with what may come: missing parts, empty collections, values that are equal. */
final class RandomMusic {

    private final Random random;

    RandomMusic(Random random) {
        this.random = random;
    }

    void fill(EntityManager em) {
        List<Country> countries = new ArrayList<>();
        List<Artist> artists = new ArrayList<>();
        List<Tag> tags = new ArrayList<>();
        for (long id = 1; id <= 3; id++) {
            Country country = new Country();
            country.id = id;
            country.name = "country " + id;
            countries.add(country);
            Tag tag = new Tag();
            tag.id = id;
            tag.name = text();
            tags.add(tag);
        }
        for (long id = 1; id <= 6; id++) {
            Artist artist = new Artist();
            artist.id = id;
            artist.name = text();
            artist.country = oneOf(countries);
            artists.add(artist);
        }
        countries.forEach(em::persist);
        artists.forEach(em::persist);
        tags.forEach(em::persist);
        for (long id = 1; id <= 30; id++) {
            fill(em, album(id, oneOf(artists)), tags);
        }
    }

    private Album album(long id, @Nullable Artist artist) {
        Album album = new Album();
        album.id = id;
        album.title = text();
        album.year = random.nextInt(3);
        album.price = random.nextInt(3) == 0 ? null : BigDecimal.valueOf(random.nextInt(500), 2);
        album.released = random.nextInt(3) == 0 ? null : LocalDate.of(2000, 1, 1 + random.nextInt(5));
        album.format = oneOf(List.of(Format.CD, Format.VINYL));
        album.artist = artist;
        album.label = random.nextInt(3) == 0 ? null : new Label(text(), "city");
        return album;
    }

    private void fill(EntityManager em, Album album, List<Tag> tags) {
        for (Tag tag : tags) {
            if (random.nextBoolean()) {
                album.tags.add(tag);
            }
        }
        for (int mood = random.nextInt(3); mood > 0; mood--) {
            album.moods.add("mood " + mood);
        }
        em.persist(album);
        for (int number = random.nextInt(4); number > 0; number--) {
            Track track = new Track();
            track.id = 100 * album.id + number;
            track.name = text();
            track.milliseconds = random.nextInt(3);
            track.album = album;
            em.persist(track);
        }
    }

    private @Nullable String text() {
        int number = random.nextInt(8);
        return number == 0 ? null : "text " + number;
    }

    private <T> @Nullable T oneOf(List<T> all) {
        int index = random.nextInt(all.size() + 1);
        return index == all.size() ? null : all.get(index);
    }
}
