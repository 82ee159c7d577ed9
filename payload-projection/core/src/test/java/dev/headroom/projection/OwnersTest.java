package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Keyed.ByBytes;
import dev.headroom.projection.Keyed.ByName;
import dev.headroom.projection.Keyed.ByPlace;
import dev.headroom.projection.Keyed.ByText;
import dev.headroom.projection.Keyed.ByTwo;
import dev.headroom.projection.Keyed.ByUuid;
import dev.headroom.projection.Keyed.ByUuidText;
import dev.headroom.projection.Keyed.NamePart;
import dev.headroom.projection.Keyed.Place;
import dev.headroom.projection.Keyed.PlacePart;
import dev.headroom.projection.Keyed.TwoPart;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.testsupport.EachDatabase;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That collections find their owners, whatever kind of id those have. */
@EachDatabase
class OwnersTest {

    private static final List<Set<String>> WORDS = List.of(Set.of(), Set.of("word 1"), Set.of("word 1", "word 2"));

    @Parameter
    Keyed keyed;

    @BeforeParameterizedClassInvocation
    static void fill(Keyed keyed) {
        keyed.fill();
    }

    record UuidItem(UUID id, Set<String> words) {}

    record TextItem(String id, Set<String> words) {}

    @Test
    void findsOwnersOfOneColumn() {
        assertThat(list(ByUuid.class, UuidItem.class, "id"))
                .extracting(UuidItem::words)
                .isEqualTo(WORDS);
        assertThat(list(ByText.class, TextItem.class, "id"))
                .extracting(TextItem::words)
                .isEqualTo(WORDS);
        assertThat(list(ByUuidText.class, UuidItem.class, "id"))
                .extracting(UuidItem::words)
                .isEqualTo(WORDS);
    }

    record PartItem(long id) {}

    record PlaceItem(Place id, Set<String> words, List<PartItem> parts) {}

    record PlaceColumns(
            @Select("id.shelf") String shelf,
            @Select("id.position") int position,
            @Many(limit = 1, orderBy = "id desc") List<PartItem> parts) {}

    @Test
    void findsOwnersWithAnEmbeddedId() {
        List<PlaceItem> places = list(ByPlace.class, PlaceItem.class, "id.position");
        assertThat(places).extracting(PlaceItem::words).isEqualTo(WORDS);
        assertThat(places).extracting(PlaceItem::parts).containsExactly(List.of(), parts(11), parts(21, 22));
        assertThat(list(ByPlace.class, PlaceColumns.class, "id.position"))
                .containsExactly(
                        new PlaceColumns("row", 0, List.of()),
                        new PlaceColumns("row", 1, parts(11)),
                        new PlaceColumns("row", 2, parts(22)));
    }

    record TwoItem(String shelf, int position, Set<String> words, List<PartItem> parts) {}

    record LastOfTwo(@Many(limit = 1, orderBy = "id desc") List<PartItem> parts) {}

    @Test
    void findsOwnersWhoseIdHasSeveralAttributes() {
        List<TwoItem> owners = list(ByTwo.class, TwoItem.class, "position");
        assertThat(owners).extracting(TwoItem::words).isEqualTo(WORDS);
        assertThat(owners).extracting(TwoItem::parts).containsExactly(List.of(), parts(11), parts(21, 22));
    }

    @Test
    void limitsTheElementsOfSuchOwners() {
        assertThat(list(ByTwo.class, LastOfTwo.class, "position"))
                .extracting(LastOfTwo::parts)
                .containsExactly(List.of(), parts(11), parts(22));
    }

    record Owner(Set<String> words) {}

    record PartOfPlace(long id, @Select("owner.id.position") Integer position, Owner owner) {}

    record PartOfTwo(
            long id,
            @Select("owner.position") Integer position,
            @Select("owner.words") Set<String> words,
            TwoOwner owner) {
        record TwoOwner(String shelf) {}
    }

    @Test
    void findsCollectionsOfAPartWithSuchAnId() {
        assertThat(list(PlacePart.class, PartOfPlace.class, "id"))
                .containsExactly(
                        new PartOfPlace(11, 1, new Owner(WORDS.get(1))),
                        new PartOfPlace(21, 2, new Owner(WORDS.get(2))),
                        new PartOfPlace(22, 2, new Owner(WORDS.get(2))));
        assertThat(list(TwoPart.class, PartOfTwo.class, "id"))
                .containsExactly(
                        new PartOfTwo(11, 1, WORDS.get(1), new PartOfTwo.TwoOwner("row")),
                        new PartOfTwo(21, 2, WORDS.get(2), new PartOfTwo.TwoOwner("row")),
                        new PartOfTwo(22, 2, WORDS.get(2), new PartOfTwo.TwoOwner("row")));
    }

    record Named(long id, List<PartItem> parts) {}

    record NamedPart(
            @Select("owner.id") Long owner, @Select("owner") Row owned) {
        record Row(long id, String name) {}
    }

    @Test
    void followsAssociationsToOtherColumnsThanTheId() {
        assertThat(list(ByName.class, Named.class, "id"))
                .containsExactly(new Named(0, List.of()), new Named(1, parts(11)), new Named(2, parts(21, 22)));
        assertThat(list(NamePart.class, NamedPart.class, "id"))
                .startsWith(new NamedPart(1L, new NamedPart.Row(1, "name 1")));
    }

    private static List<PartItem> parts(long... ids) {
        return Arrays.stream(ids).mapToObj(PartItem::new).toList();
    }

    private <E, V> List<V> list(Class<E> entity, Class<V> view, String order) {
        Projection<E, V> projection = Projection.of(entity, view).build(keyed.entityManagers);
        return keyed.read(em -> projection.query(em).orderBy(order).list());
    }

    record Picture(@Media URI picture) {}

    /** One of several values tells no object from another. */
    @Test
    void refusesTheUrlOfAnIdOfSeveralAttributes() {
        assertThatThrownBy(() -> Projection.of(ByTwo.class, Picture.class)
                        .media((field, key, version) -> URI.create("/" + key))
                        .build(keyed.entityManagers))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageEndingWith(
                        "has @Media, but the id of ByTwo is of several attributes: name what tells the objects"
                                + " apart by @Media(key = …).");
    }

    record Words(Set<String> words) {}

    @Test
    void refusesCollectionsOfAnIdThatIsAnArray() {
        assertThatThrownBy(() -> Projection.of(ByBytes.class, Words.class).build(keyed.entityManagers))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining("whose id is an array, by which Java finds no elements");
    }
}
