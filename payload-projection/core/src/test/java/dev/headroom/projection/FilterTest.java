package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Music.Album;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That filters of the same shape, whose translation Hibernate may keep, each get their own values. */
@EachDatabase
class FilterTest {

    @Parameter
    Music music;

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.fill();
    }

    record Item(long id, String title) {}

    record OnlyId(long id) {}

    @Test
    void comparesWithTheValueOfEachQuery() {
        LongStream.rangeClosed(1, Music.ALBUMS).forEach(id -> {
            assertThat(ids((album, cb) -> cb.equal(album.get("id"), id))).containsExactly(id);
            assertThat(ids((album, cb) -> cb.equal(album.get("id"), cb.literal(id))))
                    .containsExactly(id);
        });
        assertThat(ids((album, cb) -> cb.equal(album.get("id"), cb.nullLiteral(Long.class))))
                .isEmpty();
    }

    @Test
    void takesListsOfAnyLength() {
        List<Long> all = LongStream.rangeClosed(1, Music.ALBUMS).boxed().toList();
        for (int length : List.of(1, 3, 2, 12, 3)) {
            List<Long> some = all.subList(12 - length, 12);
            assertThat(ids((album, cb) -> album.get("id").in(some))).isEqualTo(some);
        }
    }

    @Test
    void tellsConditionsApart() {
        assertThat(ids((album, cb) -> cb.greaterThan(album.get("id"), 10L))).containsExactly(11L, 12L);
        assertThat(ids((album, cb) -> cb.lessThan(album.get("id"), 3L))).containsExactly(1L, 2L);
        assertThat(ids((album, cb) -> cb.lessThan(album.get("year"), 1991))).containsExactly(5L, 10L);
        assertThat(ids((album, cb) -> cb.not(cb.greaterThan(album.get("id"), 2L))))
                .containsExactly(1L, 2L);
        assertThat(ids((album, cb) -> cb.or(cb.equal(album.get("id"), 1L), cb.equal(album.get("id"), 7L))))
                .containsExactly(1L, 7L);
        assertThat(ids((album, cb) -> cb.and(cb.equal(album.get("id"), 1L), cb.equal(album.get("id"), 7L))))
                .isEmpty();
    }

    @Test
    void joins() {
        assertThat(ids((album, cb) ->
                        cb.isNull(album.join("artist", JoinType.LEFT).get("name"))))
                .containsExactly(12L);
        assertThat(ids((album, cb) -> cb.equal(album.join("artist").get("name"), "Artist 1")))
                .containsExactly(3L, 6L, 9L);
        assertThat(ids((album, cb) -> cb.equal(album.join("artist").get("name"), "Artist 2")))
                .containsExactly(1L, 4L, 7L, 10L);
    }

    @Test
    void refusesToJoinACollection() {
        for (JoinType join : List.of(JoinType.INNER, JoinType.LEFT)) {
            assertThatThrownBy(() -> ids((album, cb) ->
                            cb.greaterThan(album.join("tracks", join).get("id"), 0L)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A filter of Album joins tracks, which makes several rows of one: ask with exists in a"
                            + " condition as text, such as where(\"exists (select 1 from e.tracks c where c.name ="
                            + " :name)\", parameters).");
        }
        assertThatThrownBy(() -> ids((album, cb) -> cb.isNotNull(
                        album.join("artist", JoinType.LEFT).join("albums").get("id"))))
                .hasMessageContaining("joins albums, which makes several rows of one");
    }

    @Test
    void asksForElementsWithExists() {
        Map<String, String> parameters = Map.of("name", "Track 2");
        assertThat(list(
                        Item.class,
                        query -> query.where("exists (select 1 from e.tracks c where c.name = :name)", parameters)))
                .extracting(Item::id)
                .doesNotHaveDuplicates()
                .contains(2L)
                .doesNotContain(1L);
    }

    /** As everywhere in the query language, and in criteria. */
    @Test
    void aPathThroughAnAssociationLeavesOutRowsWithoutIt() {
        assertThat(list(Item.class, query -> query.where("e.artist.name is null", Map.of())))
                .isEmpty();
        assertThat(ids((album, cb) -> cb.isNull(album.get("artist").get("name"))))
                .isEmpty();
        String without = "e.artist is null or exists (select 1 from Artist a where a = e.artist and a.name = :name)";
        assertThat(list(Item.class, query -> query.where(without, Map.of("name", "Artist 1"))))
                .extracting(Item::id)
                .containsExactly(3L, 6L, 9L, 12L);
    }

    /** Nothing but the value tells the type of the parameter. */
    @Test
    void comparesWithValuesOfAnyType() {
        for (Object letter : List.of(65, 65L, new BigDecimal("65"), 65)) {
            assertThat(ids((album, cb) -> cb.equal(
                            ((HibernateCriteriaBuilder) cb).sql("ascii(?)", Object.class, album.get("title")), letter)))
                    .hasSize(Music.ALBUMS);
        }
    }

    @Test
    void goesWithConditionsInText() {
        for (long id : List.of(3L, 5L)) {
            List<Long> found = list(
                            Item.class,
                            query -> query.where("e.id >= :from", Map.of("from", id))
                                    .where((album, cb) -> cb.le(album.get("id"), id + 1)))
                    .stream()
                    .map(Item::id)
                    .toList();
            assertThat(found).containsExactly(id, id + 1);
        }
    }

    /** A row of one value is no array. */
    @Test
    void readsASingleColumn() {
        List<OnlyId> found = list(OnlyId.class, query -> query.where((album, cb) -> cb.equal(album.get("id"), 4L)));
        assertThat(found).containsExactly(new OnlyId(4));
    }

    private List<Long> ids(BiFunction<Root<Album>, CriteriaBuilder, Predicate> filter) {
        return list(Item.class, query -> query.where(filter)).stream()
                .map(Item::id)
                .toList();
    }

    private <V> List<V> list(Class<V> view, UnaryOperator<ProjectionQuery<Album, V>> filter) {
        return music.read(em -> filter.apply(Projection.of(Album.class, view)
                        .build(music.entityManagers)
                        .query(em))
                .orderBy("id")
                .list());
    }
}
