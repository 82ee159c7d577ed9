package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.Chain.Album;
import dev.headroom.projection.Chain.Artist;
import dev.headroom.projection.Chain.Track;
import dev.headroom.projection.mask.FieldMask;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That no row is lost where an association is empty, however far away it is, and whatever a mask leaves out. */
@EachDatabase
class ChainTest {

    @Parameter
    Chain chain;

    @BeforeParameterizedClassInvocation
    static void fill(Chain chain) {
        chain.fill();
    }

    record Keys(
            long id,
            @Select("album.artist.id") @Nullable Long artist,
            @Select("album.artist.label.id") @Nullable Long label,
            @Select("album.credit.producer.id") @Nullable Long producer) {}

    private static final List<Keys> KEYS = List.of(
            new Keys(1, 1L, 1L, 1L),
            new Keys(2, 1L, 1L, 1L),
            new Keys(3, 2L, null, 2L),
            new Keys(4, 2L, null, 2L),
            new Keys(5, null, null, null),
            new Keys(6, null, null, null));

    @Test
    void showsIdsAtTheEndOfAChain() {
        assertThat(tracks(Keys.class)).isEqualTo(KEYS);
    }

    @Test
    void selectsThemInAnotherQuery() {
        Projection<Track, Keys> keys = projection(Keys.class);
        assertThat(chain.<List<Keys>>read(em -> {
                    CriteriaQuery<Object[]> query = em.getCriteriaBuilder().createQuery(Object[].class);
                    Root<Track> track = query.from(Track.class);
                    List<Selection<?>> selections = keys.selections(track, em.getCriteriaBuilder());
                    query.select(em.getCriteriaBuilder().array(selections))
                            .orderBy(em.getCriteriaBuilder().asc(track.get("id")));
                    return em.createQuery(query).getResultList().stream()
                            .map(keys::map)
                            .toList();
                }))
                .isEqualTo(KEYS);
    }

    record Part(long id, @Nullable AlbumPart album) {
        record AlbumPart(@Nullable ArtistPart artist) {}

        record ArtistPart(long id) {}
    }

    @Test
    void showsPartsOfIdsOnly() {
        assertThat(tracks(Part.class))
                .hasSize(6)
                .startsWith(new Part(1, new Part.AlbumPart(new Part.ArtistPart(1))))
                .endsWith(new Part(5, new Part.AlbumPart(null)), new Part(6, null));
    }

    record Lists(
            long id,
            @Select("album.artist.albums.id") List<Long> albums,
            @Select("album.tracks.id") List<Long> tracks) {}

    @Test
    void readsListsBehindAChain() {
        assertThat(tracks(Lists.class))
                .containsExactly(
                        new Lists(1, List.of(1L), List.of(1L, 2L)),
                        new Lists(2, List.of(1L), List.of(1L, 2L)),
                        new Lists(3, List.of(2L), List.of(3L, 4L)),
                        new Lists(4, List.of(2L), List.of(3L, 4L)),
                        new Lists(5, List.of(), List.of(5L)),
                        new Lists(6, List.of(), List.of()));
    }

    record Only(long id) {}

    @Test
    void ordersByIdsAtTheEndOfAChain() {
        Projection<Track, Only> only = projection(Only.class);
        assertThat(chain.<List<Only>>read(em -> only.query(em)
                        .orderBy("album.artist.label.id nulls last, album.artist.id nulls last, id desc")
                        .list()))
                .extracting(Only::id)
                .containsExactly(2L, 1L, 4L, 3L, 6L, 5L);
    }

    @Test
    void findsTheOnlyRow() {
        Projection<Track, Keys> keys = projection(Keys.class);
        for (Keys expected : KEYS) {
            assertThat(chain.<Optional<Keys>>read(em -> keys.query(em)
                            .where((track, cb) -> cb.equal(track.get("id"), expected.id()))
                            .one()))
                    .contains(expected);
        }
    }

    record WideAlbums(List<TrackPart> tracks) {
        record TrackPart(
                @Select("album.artist.id") @Nullable Long artist,
                @Select("album.artist.label.id") @Nullable Long label) {}
    }

    record Masked(
            @Select("album.id") @Nullable Long key,
            @Select("album.artist.id") @Nullable Long artist,
            @Select("album.artist.label.id") @Nullable Long label,
            @Select("album.artist.label.name") @Nullable String name,

            @Select("album.credit.producer.label.id") @Nullable Long producers,

            @Nullable MaskedAlbum album,
            @Select("album.artist.albums.id") List<Long> albums,
            @Select("album.artist.albums.artist.label.id") List<@Nullable Long> labels) {
        record MaskedAlbum(@Nullable MaskedArtist artist) {}

        record MaskedArtist(long id, @Nullable LabelPart label) {}

        record LabelPart(long id, String name) {}
    }

    @Test
    void givesAsManyRowsForEveryMask() {
        Projection<Track, Masked> masked = projection(Masked.class);
        List<String> fields = List.of(
                "key",
                "artist",
                "label",
                "name",
                "producers",
                "album.artist.id",
                "album.artist.label.id",
                "albums",
                "labels");
        for (int subset = 0; subset < 1 << fields.size(); subset++) {
            List<String> asked = new ArrayList<>();
            for (int field = 0; field < fields.size(); field++) {
                if ((subset & 1 << field) != 0) {
                    asked.add(fields.get(field));
                }
            }
            FieldMask mask = FieldMask.of(asked.toArray(String[]::new));
            assertThat(chain.<List<Row>>read(em -> masked.query(em).fields(mask).list()))
                    .as("%s", mask)
                    .hasSize(6);
        }
    }

    @Test
    void givesAsManyElementsForEveryMask() {
        Projection<Album, WideAlbums> albums =
                Projection.of(Album.class, WideAlbums.class).build(chain.entityManagers);
        for (String mask : List.of("tracks.artist", "tracks.label", "tracks")) {
            assertThat(chain.<List<Row>>read(em -> albums.query(em)
                            .orderBy("id")
                            .fields(FieldMask.parse(mask))
                            .list()))
                    .extracting(row -> ((List<?>) row.toMap().get("tracks")).size())
                    .containsExactly(2, 2, 1);
        }
    }

    record ArtistItem(
            long id, @Select("albums.artist.label.id") List<@Nullable Long> labels) {}

    @Test
    void keepsElementsWhoseChainEnds() {
        Projection<Artist, ArtistItem> artists =
                Projection.of(Artist.class, ArtistItem.class).build(chain.entityManagers);
        assertThat(chain.<List<ArtistItem>>read(
                        em -> artists.query(em).orderBy("id").list()))
                .extracting(item -> item.labels().size())
                .containsExactly(1, 1);
    }

    private <V> Projection<Track, V> projection(Class<V> view) {
        return Projection.of(Track.class, view).build(chain.entityManagers);
    }

    private <V> List<V> tracks(Class<V> view) {
        Projection<Track, V> projection = projection(view);
        return chain.read(em -> projection.query(em).orderBy("id").list());
    }
}
