package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Shelf.Book;
import dev.headroom.projection.Shelf.Detail;
import dev.headroom.projection.Shelf.Note;
import dev.headroom.projection.Shelf.Price;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That lists show what the mapping says of a collection: its order, its conditions, its kind. */
@EachDatabase
class CollectionsTest {

    @Parameter
    Shelf shelf;

    @BeforeParameterizedClassInvocation
    static void fill(Shelf shelf) {
        shelf.fill();
    }

    record Chapters(List<String> chapters) {}

    record FirstChapters(@Many(limit = 2) List<String> chapters) {}

    record SortedChapters(
            @Select("prints.years") @Many(limit = 1) List<Integer> years, Inner prints) {
        record Inner(List<Integer> years) {}
    }

    @Test
    void keepsTheOrderOfAnIndex() {
        assertThat(books(Chapters.class))
                .extracting(Chapters::chapters)
                .containsExactly(List.of("zero", "one", "a last"), List.of("zero", "one", "a last"), List.of());
        assertThat(books(FirstChapters.class))
                .extracting(FirstChapters::chapters)
                .containsExactly(List.of("zero", "one"), List.of("zero", "one"), List.of());
        assertThat(books(SortedChapters.class))
                .startsWith(new SortedChapters(List.of(2001), new SortedChapters.Inner(List.of(2001, 1999))));
    }

    record Noted(List<Rank> notes) {}

    record AskedOtherwise(@Many(orderBy = "rank") List<Rank> notes) {}

    record Rank(int rank) {}

    @Test
    void keepsTheOrderOfTheMappingUnlessAnotherIsAsked() {
        assertThat(books(Noted.class).get(0).notes()).extracting(Rank::rank).containsExactly(3, 2, 1);
        assertThat(books(AskedOtherwise.class).get(0).notes())
                .extracting(Rank::rank)
                .containsExactly(1, 2, 3);
    }

    record Priced(Set<Cost> prices) {
        record Cost(int amount, From shop) {}

        record From(String name) {}
    }

    record Dearest(
            @Select("prices.amount") @Many(limit = 1, orderBy = "amount desc")
            List<Integer> prices) {}

    @Test
    void showsEmbeddables() {
        assertThat(books(Priced.class))
                .startsWith(new Priced(Set.of(new Priced.Cost(5, new Priced.From("Open")), new Priced.Cost(7, null))))
                .endsWith(new Priced(Set.of()));
        assertThat(books(Dearest.class)).extracting(Dearest::prices).startsWith(List.of(7));
    }

    record WholePrices(List<Price> prices) {}

    @Test
    void loadsNoEntityInAnEmbeddable() {
        assertThatThrownBy(() -> books(WholePrices.class))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining("whole entities Price");
    }

    record Titled(@Many(orderBy = "") List<String> titles) {}

    @Test
    void showsTheValuesOfAMap() {
        assertThat(books(Titled.class)).extracting(Titled::titles).startsWith(List.of("Book", "Buch"));
    }

    record Restricted(
            List<Rank> laterNotes,
            @Select("laterNotes.id") @Many(limit = 1) List<Long> first) {}

    record Filtered(
            Set<Rank> someNotes,

            @Select("someNotes.rank") @Many(limit = 2, orderBy = "rank desc")
            List<Integer> last) {}

    @Test
    void keepsConditions() {
        assertThat(books(Restricted.class).get(0))
                .isEqualTo(new Restricted(List.of(new Rank(2), new Rank(3)), List.of(12L)));
        Projection<Book, Filtered> projection =
                Projection.of(Book.class, Filtered.class).build(shelf.entityManagers);
        assertThat(shelf.<List<Filtered>>read(
                                em -> projection.query(em).orderBy("id").list())
                        .get(0)
                        .last())
                .containsExactly(3, 2);
        List<Filtered> filtered = shelf.read(em -> {
            em.unwrap(Session.class).enableFilter("upTo").setParameter("rank", 1);
            return projection.query(em).orderBy("id").list();
        });
        assertThat(filtered.get(0)).isEqualTo(new Filtered(Set.of(new Rank(1)), List.of(1)));
    }

    record Deep(long id, @Many(orderBy = "rank") List<DeepNote> notes) {
        record DeepNote(int rank, @Select("readers.name") List<String> readers, Back book) {}

        record Back(long id, List<Rank> laterNotes) {}
    }

    @Test
    void nestsListsWithinLists() {
        shelf.statements.clear();
        List<Deep> deep = books(Deep.class);
        assertThat(shelf.statements.statements()).hasSize(4);
        assertThat(deep.get(0).notes())
                .extracting(Deep.DeepNote::readers)
                .containsExactly(List.of("Ann", "Bob"), List.of(), List.of());
        assertThat(deep.get(1).notes())
                .extracting(Deep.DeepNote::readers)
                .containsExactly(List.of("Ann"), List.of(), List.of());
        assertThat(deep.get(1).notes())
                .allSatisfy(note ->
                        assertThat(note.book()).isEqualTo(new Deep.Back(2, List.of(new Rank(2), new Rank(3)))));
        assertThat(deep.get(2).notes()).isEmpty();
    }

    record WithDetail(
            long id,
            Binding detail,
            @Select("detail.binding") String binding) {
        record Binding(String binding) {}
    }

    record OfBook(long id, WithSeller book) {
        record WithSeller(@Select("seller.id") Long seller) {}
    }

    @Test
    void showsBothSidesOfAOneToOne() {
        assertThat(books(WithDetail.class))
                .containsExactly(
                        new WithDetail(1, new WithDetail.Binding("bound 1"), "bound 1"),
                        new WithDetail(2, new WithDetail.Binding("bound 2"), "bound 2"),
                        new WithDetail(3, null, null));
        assertThat(list(Detail.class, OfBook.class))
                .containsExactly(
                        new OfBook(10, new OfBook.WithSeller(1L)), new OfBook(20, new OfBook.WithSeller(null)));
    }

    record Sold(long id, Seller seller, @Select("seller.id") Long key) {
        record Seller(long id) {}
    }

    @Test
    void doesNotSeeWhatARestrictionHides() {
        assertThat(books(Sold.class))
                .containsExactly(new Sold(1, new Sold.Seller(1), 1L), new Sold(2, null, null), new Sold(3, null, null));
    }

    record NoteOf(
            long id,
            @Select("book.seller.name") String seller,
            @Select("book.notes.rank") List<Integer> siblings,
            ViaDetail book) {
        record ViaDetail(
                @Select("detail.id") Long detail,
                @Select("chapters") Set<String> chapters) {}
    }

    @Test
    void readsASharedParentOnce() {
        shelf.statements.clear();
        List<NoteOf> notes = list(Note.class, NoteOf.class);
        assertThat(shelf.statements.statements()).hasSize(3);
        assertThat(notes).hasSize(6).allSatisfy(note -> {
            assertThat(note.siblings()).containsExactly(3, 2, 1);
            assertThat(note.book().chapters()).containsExactly("zero", "one", "a last");
        });
        assertThat(notes.get(5).seller()).isNull();
        assertThat(notes.get(5).book().detail()).isEqualTo(20);
    }

    record Siblings(@Select("book.notes.rank") List<Integer> ranks, InBook book) {
        record InBook(Set<String> chapters) {}
    }

    @Test
    void findsOwnersByTheForeignKeyWithoutAJoin() {
        shelf.statements.clear();
        assertThat(list(Note.class, Siblings.class).get(0).ranks()).containsExactly(3, 2, 1);
        assertThat(shelf.statements.statements())
                .hasSize(3)
                .first()
                .satisfies(statement -> assertThat(statement.sql()).doesNotContain("join"));
    }

    private <V> List<V> books(Class<V> view) {
        return list(Book.class, view);
    }

    private <E, V> List<V> list(Class<E> entity, Class<V> view) {
        Projection<E, V> projection = Projection.of(entity, view).build(shelf.entityManagers);
        return shelf.read(em -> projection.query(em).orderBy("id").list());
    }
}
