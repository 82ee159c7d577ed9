package dev.headroom.projection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;

/**
 * The statement that reads the elements of a collection for many owners: rows of the owner's id and what is shown.
 *
 * @param columns of an element, which has the alias {@code c}
 * @param values whether an element is shown as its only value
 * @param texts that were asked for before; all of one dialect
 */
record ChildStatement(
        ChildCollection collection, Columns columns, Shape shape, boolean values, Map<Variant, String> texts) {

    ChildStatement(ChildCollection collection, Columns columns, Shape shape, boolean values) {
        this(collection, columns, shape, values, new ConcurrentHashMap<>());
    }

    /**
     * What a text depends on.
     *
     * @param direct whether the elements' own reference stands for the collection
     * @param guarded whether elements that are not to be seen have to be left out
     * @param places for owners
     */
    record Variant(boolean direct, boolean guarded, int places) {}

    /** Where the owner's id is in a row of this statement. */
    RowKey key() {
        return RowKey.first(collection.key().size());
    }

    /**
     * @param filtered whether filters of the session are enabled, of which the elements' own reference knows nothing
     */
    String text(Keys keys, Dialect dialect, boolean filtered) {
        boolean direct = !filtered && collection.elements().mappedBy() != null;
        boolean guarded = !direct && (filtered || collection.elements().hidden());
        return texts.computeIfAbsent(
                new Variant(direct, guarded, keys.places()), variant -> newText(keys, dialect, variant));
    }

    private String newText(Keys keys, Dialect dialect, Variant variant) {
        if (collection.isLimited()) {
            return dialect instanceof PostgreSQLDialect ? lateral(keys, variant) : numbered(keys, variant);
        }
        List<String> owner = owner(variant);
        return "select " + list(owner, columns.expressions()) + from(variant) + where(keys.condition(owner), variant)
                + " order by " + list(owner, keysOfOrder());
    }

    /** The owner's id in the rows of elements. */
    private List<String> owner(Variant variant) {
        return collection
                .owner()
                .idOf(variant.direct() ? "c." + collection.elements().mappedBy() : "o");
    }

    private String from(Variant variant) {
        return variant.direct()
                ? " from " + collection.elements().entity() + " c" + columns.joins()
                : " from " + collection.owner().entity() + " o" + elements("o", variant);
    }

    /**
     * The join of the collection. Hibernate takes ids of linked elements from the links, without the table of the elements and
     * the conditions on it, unless the join has a condition of its own.
     */
    private String elements(String from, Variant variant) {
        return " join " + from + "." + collection.attribute() + " c"
                + (variant.guarded() && collection.elements().outer() ? " on 1 = 1" : "") + columns.joins();
    }

    private String where(String condition, Variant variant) {
        return " where " + condition
                + (variant.guarded() ? " and " + collection.elements().presence() : "");
    }

    private List<String> keysOfOrder() {
        return collection.order().stream()
                .map(sort -> columns.expression(sort.source()) + sort.suffix())
                .toList();
    }

    /** For each owner a subquery of its own, which ends when it has found enough. */
    private String lateral(Keys keys, Variant variant) {
        List<String> owner = collection.owner().idOf("o");
        DerivedTable table = table();
        return "select " + list(owner, table.expressions()) + " from "
                + collection.owner().entity()
                + " o join lateral (select " + table.selection() + candidates(variant) + orderInside() + " limit "
                + collection.limit() + ") f on 1 = 1 where " + keys.condition(owner) + " order by "
                + list(owner, table.keys());
    }

    /** The elements of one owner. */
    private String candidates(Variant variant) {
        if (variant.direct()) {
            List<String> referred = owner(variant);
            List<String> owner = collection.owner().idOf("o");
            return from(variant)
                    + IntStream.range(0, owner.size())
                            .mapToObj(place -> referred.get(place) + " = " + owner.get(place))
                            .collect(Collectors.joining(" and ", " where ", ""));
        }
        if (variant.guarded() && collection.elements().outer()) {
            return " from " + collection.owner().entity() + " p" + elements("p", variant) + where("p = o", variant);
        }
        return " from o." + collection.attribute() + " c" + columns.joins()
                + (variant.guarded() ? " where " + collection.elements().presence() : "");
    }

    /** Numbers all elements of each owner, and takes the lowest numbers. */
    private String numbered(Keys keys, Variant variant) {
        List<String> owner = owner(variant);
        List<String> named = IntStream.range(0, owner.size())
                .mapToObj(place -> owner.get(place) + " as k" + place)
                .toList();
        List<String> outer = IntStream.range(0, owner.size())
                .mapToObj(place -> "f.k" + place)
                .toList();
        DerivedTable table = table();
        return "select " + list(outer, table.expressions()) + " from (select " + list(named, List.of(table.selection()))
                + ", row_number() over (partition by " + String.join(", ", owner) + orderInside() + ") as n"
                + from(variant) + where(keys.condition(owner), variant) + ") f where f.n <= " + collection.limit()
                + " order by " + list(outer, List.of("f.n"));
    }

    private DerivedTable table() {
        return new DerivedTable(columns, collection.order());
    }

    private String orderInside() {
        return collection.order().isEmpty() ? "" : " order by " + String.join(", ", keysOfOrder());
    }

    private static String list(List<String> first, List<String> rest) {
        return Stream.concat(first.stream(), rest.stream()).collect(Collectors.joining(", "));
    }
}
