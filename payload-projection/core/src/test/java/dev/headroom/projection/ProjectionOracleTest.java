package dev.headroom.projection;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.Music.Album;
import dev.headroom.projection.OracleViews.Prepared;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Root;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That a projection holds what entities hold, for random data, views, conditions, orders, limits and offsets. */
@EachDatabase
class ProjectionOracleTest {

    private static final long SEED = Long.getLong("headroom.seed", 1);

    @Parameter
    Music music;

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.write(em -> new RandomMusic(new Random(SEED)).fill(em));
    }

    private record Condition(
            BiFunction<Root<Album>, CriteriaBuilder, jakarta.persistence.criteria.Predicate> sql,
            Predicate<Album> java) {}

    private static final List<Condition> CONDITIONS = List.of(
            new Condition((album, cb) -> cb.equal(album.get("year"), 1), album -> album.year == 1),
            new Condition((album, cb) -> cb.isNull(album.get("price")), album -> album.price == null),
            new Condition((album, cb) -> null, album -> true),
            new Condition(
                    (album, cb) -> cb.isNotEmpty(album.<java.util.Collection<?>>get("tracks")),
                    album -> !album.tracks.isEmpty()),
            new Condition(
                    (album, cb) -> cb.equal(album.join("artist", JoinType.LEFT).get("name"), "text 1"),
                    album -> album.artist != null && "text 1".equals(album.artist.name)),
            new Condition((album, cb) -> cb.like(album.get("title"), "text %"), album -> album.title != null));

    private record Order(String text, Comparator<Album> java) {}

    private static final List<Order> ORDERS = List.of(
            new Order("id desc", comparing(album -> -album.id)),
            new Order(
                    "title nulls first, id",
                    comparing((Album album) -> album.title, nullsFirst(naturalOrder()))
                            .thenComparing(album -> album.id)),
            new Order(
                    "released desc nulls last, year, id",
                    comparing((Album album) -> album.released, nullsLast(reverseOrder()))
                            .thenComparing(album -> album.year)
                            .thenComparing(album -> album.id)),
            new Order(
                    "artist.name nulls last, id",
                    comparing(
                                    (Album album) -> album.artist == null ? null : album.artist.name,
                                    nullsLast(Comparator.<String>naturalOrder()))
                            .thenComparing(album -> album.id)));

    @Test
    void agreesWithEntities() {
        System.out.println("headroom.seed=" + SEED);
        Random random = new Random(SEED);
        List<Prepared<?>> views = OracleViews.ALL;
        for (int round = 0; round < 100; round++) {
            agrees(views.get(random.nextInt(views.size())), random);
        }
    }

    private <V> void agrees(Prepared<V> prepared, Random random) {
        Condition condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
        Order order = ORDERS.get(random.nextInt(ORDERS.size()));
        int limit = 1 + random.nextInt(40);
        int offset = random.nextInt(3) == 0 ? random.nextInt(10) : 0;
        Projection<Album, V> projection = prepared.projection(music.entityManagers);

        List<V> expected = music.read(em -> em
                .createQuery("from Album a left join fetch a.artist r left join fetch r.country", Album.class)
                .getResultList()
                .stream()
                .filter(condition.java())
                .sorted(order.java())
                .skip(offset)
                .limit(limit)
                .map(prepared.java())
                .toList());
        List<V> actual = music.read(em -> projection
                .query(em)
                .where(condition.sql())
                .orderBy(order.text())
                .offset(offset)
                .limit(limit)
                .list());

        assertThat(actual)
                .as("seed %d: %s by %s from %d, %d", SEED, projection, order.text(), offset, limit)
                .isEqualTo(expected);
    }
}
