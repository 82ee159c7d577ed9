package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.Derived.City;
import dev.headroom.projection.Derived.Country;
import dev.headroom.projection.Derived.Discount;
import dev.headroom.projection.Derived.Invoiced;
import dev.headroom.projection.Derived.Line;
import dev.headroom.projection.Derived.Reminder;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That lists find their owners by ids of any kind, and that types which a subclass says are known. */
@EachDatabase
class DerivedTest {

    @Parameter
    Derived derived;

    @BeforeParameterizedClassInvocation
    static void fill(Derived derived) {
        derived.fill();
    }

    record LineItem(
            int number, @Select("invoice.name") String invoice, Set<String> words, List<DiscountItem> discounts) {}

    record DiscountItem(@Select("id.code") String code, Set<String> words) {}

    @Test
    void readsListsOfOwnersWhoseIdHoldsAnAssociation() {
        derived.statements.clear();
        assertThat(list(Line.class, LineItem.class, "number"))
                .containsExactly(
                        new LineItem(
                                1,
                                "invoice 1",
                                Set.of("word 1", "other 1"),
                                List.of(new DiscountItem("d1", Set.of("word 1")))),
                        new LineItem(
                                2,
                                "invoice 2",
                                Set.of("word 2", "other 2"),
                                List.of(new DiscountItem("d2", Set.of("word 2")))),
                        new LineItem(3, "invoice 3", Set.of(), List.of(new DiscountItem("d3", Set.of()))));
        assertThat(derived.statements.statements()).hasSize(4);
    }

    record ReminderItem(int number, @Select("invoice.id") Long invoice, Set<String> words) {}

    @Test
    void readsListsOfOwnersWhoseIdHasNoClass() {
        assertThat(list(Reminder.class, ReminderItem.class, "number"))
                .containsExactly(
                        new ReminderItem(1, 1L, Set.of("word 1")),
                        new ReminderItem(2, 2L, Set.of("word 2")),
                        new ReminderItem(3, 3L, Set.of()));
    }

    record FirstWord(
            int number, @Select("words") @Many(limit = 1) List<String> first) {}

    @Test
    void limitsListsOfSuchOwners() {
        assertThat(list(Line.class, FirstWord.class, "number"))
                .containsExactly(
                        new FirstWord(1, List.of("other 1")),
                        new FirstWord(2, List.of("other 2")),
                        new FirstWord(3, List.of()));
    }

    record DiscountOfLine(
            @Select("id.line.words") Set<String> words,
            @Select("id.line.invoice.id") Long invoice) {}

    @Test
    void readsListsBehindSuchAnId() {
        assertThat(list(Discount.class, DiscountOfLine.class, "id.code"))
                .containsExactly(
                        new DiscountOfLine(Set.of("word 1", "other 1"), 1L),
                        new DiscountOfLine(Set.of("word 2", "other 2"), 2L),
                        new DiscountOfLine(Set.of(), 3L));
    }

    record InvoicedItem(
            @Select("target.name") @Nullable String name,
            @Nullable Part target,
            @Nullable Part bounded,
            List<Part> others) {}

    record Part(Long id, String name) {}

    @Test
    void knowsTheTypesThatASubclassGivesToVariables() {
        assertThat(list(Invoiced.class, InvoicedItem.class, "id"))
                .containsExactly(invoiced(1), invoiced(2), new InvoicedItem(null, null, null, List.of()));
    }

    private static InvoicedItem invoiced(long id) {
        Part part = new Part(id, "invoice " + id);
        return new InvoicedItem(part.name(), part, part, List.of(part));
    }

    record CountryItem(String code, @Select("cities.id") List<Long> cities) {}

    record FirstCity(
            String code,
            @Select("cities.id") @Many(limit = 1) List<Long> cities) {}

    record CityItem(long id, @Select("country.cities.id") List<Long> siblings) {}

    @Test
    void findsOwnersWhoseKeysAreEqualForTheDatabaseOnly() {
        assertThat(list(Country.class, CountryItem.class, "code"))
                .containsExactly(
                        new CountryItem("DE", List.of(1L, 2L, 3L)),
                        new CountryItem("FR", List.of(4L)),
                        new CountryItem("NO", List.of()));
        assertThat(list(Country.class, FirstCity.class, "code"))
                .containsExactly(
                        new FirstCity("DE", List.of(1L)),
                        new FirstCity("FR", List.of(4L)),
                        new FirstCity("NO", List.of()));
        assertThat(list(City.class, CityItem.class, "id"))
                .containsExactly(
                        new CityItem(1, List.of(1L, 2L, 3L)),
                        new CityItem(2, List.of(1L, 2L, 3L)),
                        new CityItem(3, List.of(1L, 2L, 3L)),
                        new CityItem(4, List.of(4L)),
                        new CityItem(5, List.of()));
    }

    private <E, V> List<V> list(Class<E> entity, Class<V> view, String order) {
        Projection<E, V> projection = Projection.of(entity, view).build(derived.entityManagers);
        return derived.read(em -> projection.query(em).orderBy(order).list());
    }
}
