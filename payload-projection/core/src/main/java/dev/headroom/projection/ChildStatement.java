package dev.headroom.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
     * @param places for owners
     */
    record Variant(boolean direct, int places) {}

    /**
     * @param backReference whether the elements' own reference may stand for the collection
     */
    String text(Keys keys, Dialect dialect, boolean backReference) {
        boolean direct = backReference && collection.mappedBy() != null && collection.ownerId() != null;
        return texts.computeIfAbsent(
                new Variant(direct, keys.places()), missing -> newText(keys, dialect, missing.direct()));
    }

    private String newText(Keys keys, Dialect dialect, boolean direct) {
        if (!collection.isLimited()) {
            String key = key(direct);
            return "select " + list(key, columns.expressions()) + from(direct) + " where " + keys.condition(key)
                    + order(key);
        }
        return dialect instanceof PostgreSQLDialect ? lateral(keys, direct) : numbered(keys, direct);
    }

    private String ownerId() {
        return collection.idOf("o");
    }

    private String key(boolean direct) {
        return direct ? collection.idOf("c." + collection.mappedBy()) : ownerId();
    }

    private String from(boolean direct) {
        return direct ? " from " + collection.element() + " c" + columns.joins() : " from " + owner() + elements();
    }

    private String owner() {
        return collection.owner() + " o";
    }

    private String elements() {
        return " join o." + collection.attribute() + " c" + columns.joins();
    }

    private String order(String key) {
        return " order by " + list(key, keysOfOrder());
    }

    private List<String> keysOfOrder() {
        return collection.order().stream()
                .map(sort -> columns.expression(sort.source()) + sort.suffix())
                .toList();
    }

    /** For each owner a subquery of its own, which ends when it has found enough. */
    private String lateral(Keys keys, boolean direct) {
        String candidates = direct
                ? " from " + collection.element() + " c" + columns.joins() + " where c." + collection.mappedBy()
                        + " = o"
                : " from o." + collection.attribute() + " c" + columns.joins();
        return "select " + list(ownerId(), derived()) + " from " + owner() + " join lateral (select " + inner()
                + candidates + orderInside() + " limit " + collection.limit() + ") f on 1 = 1 where "
                + keys.condition(ownerId()) + orderOutside(ownerId());
    }

    /** Numbers all elements of each owner, and takes the lowest numbers. */
    private String numbered(Keys keys, boolean direct) {
        String key = key(direct);
        return "select " + list("f.k", derived()) + " from (select " + key + " as k, " + inner()
                + ", row_number() over (partition by " + key + orderInside() + ") as n" + from(direct) + " where "
                + keys.condition(key) + ") f where f.n <= " + collection.limit() + " order by f.k, f.n";
    }

    private String inner() {
        List<String> named = new ArrayList<>();
        for (String expression : columns.expressions()) {
            named.add(expression + " as c" + named.size());
        }
        int place = 0;
        for (Sort sort : collection.order()) {
            named.add(columns.expression(sort.source()) + " as s" + place++);
        }
        return String.join(", ", named);
    }

    private List<String> derived() {
        return IntStream.range(0, columns.expressions().size())
                .mapToObj(place -> "f.c" + place)
                .toList();
    }

    private String orderInside() {
        return collection.order().isEmpty() ? "" : " order by " + String.join(", ", keysOfOrder());
    }

    private String orderOutside(String key) {
        List<String> order = new ArrayList<>();
        for (Sort sort : collection.order()) {
            order.add("f.s" + order.size() + sort.suffix());
        }
        return " order by " + list(key, order);
    }

    private static String list(String first, List<String> rest) {
        return rest.isEmpty() ? first : first + ", " + rest.stream().collect(Collectors.joining(", "));
    }
}
