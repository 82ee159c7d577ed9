package dev.headroom.projection;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.headroom.projection.Music.Album;
import dev.headroom.projection.Music.Artist;
import dev.headroom.projection.Music.Format;
import dev.headroom.projection.Music.Track;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Views of albums, and how Java makes them of entities. */
final class OracleViews {

    private OracleViews() {}

    record Prepared<V>(Class<V> type, Map<String, String> expressions, Function<Album, V> java) {

        Projection<Album, V> projection(EntityManagerFactory factory) {
            ProjectionBuilder<Album, V> builder = Projection.of(Album.class, type);
            expressions.forEach(builder::expression);
            return builder.build(factory);
        }
    }

    record Flat(
            long id,
            @Nullable String title,
            long year,
            @Nullable BigDecimal price,
            @Nullable LocalDate released,
            @Nullable Format format,
            @Select("label.name") @Nullable String label) {}

    record Parts(
            long id,
            @Nullable ArtistItem artist,
            @Select("artist.id") @Nullable Long key) {
        record ArtistItem(@Nullable String name, @Nullable CountryItem country) {}

        record CountryItem(String name) {}
    }

    record Lists(
            List<Song> tracks,
            Set<String> moods,
            @Many(orderBy = "id") @Select("tags.name") List<String> tags) {}

    record Song(@Nullable String name, long milliseconds) {}

    record Top(
            long id,

            @Many(limit = 2, orderBy = "milliseconds desc, name desc nulls last")
            List<Song> tracks,

            @Select("tags.id") @Many(limit = 1, orderBy = "name nulls first")
            List<Long> tags) {}

    record Deep(
            @Nullable Singer artist,
            @Select("artist.country.name") @Nullable String country) {
        record Singer(List<Other> albums) {}

        record Other(long id, List<Song> tracks) {}
    }

    record Computed(
            long id,
            int size,
            long longest,
            boolean single,
            @Nullable Long total) {}

    private static final Comparator<Track> LONGEST = comparing((Track track) -> -track.milliseconds)
            .thenComparing(
                    track -> track.name,
                    nullsFirst(Comparator.<String>naturalOrder()).reversed())
            .thenComparing(track -> track.id);

    static final List<Prepared<?>> ALL = List.of(
            new Prepared<>(Flat.class, Map.of(), OracleViews::flat),
            new Prepared<>(Parts.class, Map.of(), OracleViews::parts),
            new Prepared<>(
                    Lists.class,
                    Map.of(),
                    album -> new Lists(
                            songs(album, comparing(track -> track.id)),
                            Set.copyOf(album.moods),
                            album.tags.stream()
                                    .sorted(comparing(tag -> tag.id))
                                    .map(tag -> tag.name)
                                    .toList())),
            new Prepared<>(Top.class, Map.of(), OracleViews::top),
            new Prepared<>(Deep.class, Map.of(), OracleViews::deep),
            new Prepared<>(
                    Computed.class,
                    Map.of(
                            "size", "size(e.tracks)",
                            "longest", "coalesce((select max(t.milliseconds) from Track t where t.album = e), 0)",
                            "single", "e.artist is null",
                            "total", "(select sum(t.milliseconds) from Track t where t.album = e)"),
                    OracleViews::computed));

    private static Flat flat(Album album) {
        return new Flat(
                album.id,
                album.title,
                album.year,
                album.price,
                album.released,
                album.format,
                album.label == null ? null : album.label.name);
    }

    private static Parts parts(Album album) {
        Artist artist = album.artist;
        if (artist == null) {
            return new Parts(album.id, null, null);
        }
        Parts.CountryItem country = artist.country == null ? null : new Parts.CountryItem(artist.country.name);
        return new Parts(album.id, new Parts.ArtistItem(artist.name, country), artist.id);
    }

    private static Top top(Album album) {
        return new Top(
                album.id,
                songs(album, LONGEST).stream().limit(2).toList(),
                album.tags.stream()
                        .sorted(comparing((Music.Tag tag) -> tag.name, nullsFirst(naturalOrder()))
                                .thenComparing(tag -> tag.id))
                        .map(tag -> tag.id)
                        .limit(1)
                        .toList());
    }

    private static Deep deep(Album album) {
        Artist artist = album.artist;
        if (artist == null) {
            return new Deep(null, null);
        }
        List<Deep.Other> albums = artist.albums.stream()
                .sorted(comparing(other -> other.id))
                .map(other -> new Deep.Other(other.id, songs(other, comparing(track -> track.id))))
                .toList();
        return new Deep(new Deep.Singer(albums), artist.country == null ? null : artist.country.name);
    }

    private static Computed computed(Album album) {
        List<Integer> lengths =
                album.tracks.stream().map(track -> track.milliseconds).toList();
        long longest = lengths.stream().mapToLong(Integer::longValue).max().orElse(0);
        Long total = lengths.isEmpty()
                ? null
                : (Long) lengths.stream().mapToLong(Integer::longValue).sum();
        return new Computed(album.id, lengths.size(), longest, album.artist == null, total);
    }

    private static List<Song> songs(Album album, Comparator<Track> order) {
        return album.tracks.stream()
                .sorted(order)
                .map(track -> new Song(track.name, track.milliseconds))
                .toList();
    }
}
