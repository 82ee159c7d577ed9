package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.Orders.Address;
import dev.headroom.projection.Orders.Code;
import dev.headroom.projection.Orders.Order;
import dev.headroom.projection.mask.FieldMask;
import dev.headroom.testsupport.EachDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What users of libraries of the same kind have reported, with inputs of our own. */
@EachDatabase
class PublicReportsTest {

    @Parameter
    Orders orders;

    @BeforeParameterizedClassInvocation
    static void fill(Orders orders) {
        orders.fill();
    }

    record Nested(
            long id, @Nullable Named customer, @Nullable Named payer) {
        record Named(@Nullable String name) {}
    }

    /** After spring-data-jpa#1732 and #3988, and querydsl#875: one optional association more hid the row. */
    @Test
    void severalOptionalAssociationsHideNoRow() {
        assertThat(orders(Nested.class))
                .containsExactly(new Nested(1, new Nested.Named(null), null), new Nested(2, null, null));
    }

    /** After graphile-engine#404: a row whose only selected column is null is there all the same. */
    @Test
    void aRowOfNullsIsARow() {
        assertThat(rows(Nested.class, "customer.name"))
                .isEqualTo(List.of(
                        Map.of("customer", Collections.singletonMap("name", null)),
                        Collections.singletonMap("customer", null)));
        assertThat(rows(Nested.class, "payer.name")).hasSize(2);
    }

    record WithAddress(long id, @Nullable Place address) {
        record Place(String street) {}
    }

    record OfOrder(String street, Key order) {
        record Key(long id, @Nullable Code code) {}
    }

    /** After spring-data-jpa#2369: a one-to-one by the same primary key was not shown. */
    @Test
    void aOneToOneByThePrimaryKeyIsShownFromBothSides() {
        assertThat(orders(WithAddress.class))
                .containsExactly(new WithAddress(1, new WithAddress.Place("Street")), new WithAddress(2, null));
        Projection<Address, OfOrder> addresses =
                Projection.of(Address.class, OfOrder.class).build(orders.entityManagers);
        assertThat(orders.<List<OfOrder>>read(em -> addresses.query(em).list()))
                .containsExactly(new OfOrder("Street", new OfOrder.Key(1, new Code("A-1"))));
    }

    record Coded(
            @Nullable Code code, @Select("payments.code") List<Code> codes) {}

    /** After spring-data-jpa#3929 and HHH-15331: converted values were made anew by a constructor, or not converted. */
    @Test
    void valuesOfAConverterAreAsTheyAre() {
        assertThat(orders(Coded.class))
                .containsExactly(
                        new Coded(new Code("A-1"), List.of(new Code("P-1"), new Code("P-2"), new Code("P-3"))),
                        new Coded(null, List.of()));
    }

    record Contacts(Set<Person> contacts) {
        record Person(@Nullable String name, @Nullable String phone) {}
    }

    record Phones(Set<Phone> contacts) {
        record Phone(@Nullable String phone) {}
    }

    /** After blaze-persistence#854, #707 and #1442: an empty collection had an element of nulls. */
    @Test
    void anEmptyCollectionHasNoElement() {
        assertThat(orders(Contacts.class))
                .containsExactly(new Contacts(Set.of(new Contacts.Person("Ann", null))), new Contacts(Set.of()));
        assertThat(orders(Phones.class))
                .containsExactly(new Phones(Set.of(new Phones.Phone(null))), new Phones(Set.of()));
    }

    record Both(long id, @Select("payments.id") List<Long> payments, List<String> notes, Set<Keyed> contacts) {
        record Keyed(@Nullable String name) {}
    }

    /** After blaze-persistence#767, #660 and #945: two collections multiplied, or removed, rows and elements. */
    @Test
    void severalCollectionsDoNotMultiplyEachOther() {
        assertThat(orders(Both.class))
                .containsExactly(
                        new Both(1, List.of(1L, 2L, 3L), List.of("second", "first"), Set.of(new Both.Keyed("Ann"))),
                        new Both(2, List.of(), List.of(), Set.of()));
    }

    record Paid(List<Sum> payments) {
        record Sum(BigDecimal amount, Instant paid) {}
    }

    /** After jOOQ#18308, #12500 and #15071: numbers within lists lost digits, times became null. */
    @Test
    void valuesWithinListsKeepTheirDigits() {
        assertThat(orders(Paid.class).get(0).payments())
                .hasSize(3)
                .allSatisfy(sum -> assertThat(sum).isEqualTo(new Paid.Sum(Orders.AMOUNT, Orders.PAID)));
    }

    record Target(@Nullable Customer customer, List<Payee> payments) {
        record Customer(long id) {}

        record Payee(long id) {}
    }

    /** After mapstruct#2394 and #1166: a source of null became an object of nulls; a list of none became null. */
    @Test
    void whatIsNotThereIsNullAndAListOfNoneIsEmpty() {
        assertThat(orders(Target.class).get(1)).isEqualTo(new Target(null, List.of()));
    }

    /** After graphql-jpa#14: asking for no field of the rows failed. */
    @Test
    void noFieldAtAllGivesRowsWithoutFields() {
        assertThat(rows(Nested.class, "")).isEqualTo(List.of(Map.of(), Map.of()));
    }

    private <V> List<V> orders(Class<V> view) {
        Projection<Order, V> projection = Projection.of(Order.class, view).build(orders.entityManagers);
        return orders.read(em -> projection.query(em).orderBy("id").list());
    }

    private List<Map<String, @Nullable Object>> rows(Class<?> view, String mask) {
        Projection<Order, ?> projection = Projection.of(Order.class, view).build(orders.entityManagers);
        return orders.read(em -> projection.query(em).orderBy("id").fields(FieldMask.parse(mask)).list().stream()
                .map(Row::toMap)
                .toList());
    }
}
