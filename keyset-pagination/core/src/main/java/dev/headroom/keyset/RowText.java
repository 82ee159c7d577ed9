package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SeekOrder;
import dev.headroom.keyset.internal.seek.Run;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The query for the rows of one run as HQL, for entities in an order of plain attributes. It says the same as
 * {@link RowQuery}, but Hibernate finds its translation by the text alone.
 *
 * @param from the entity and what its keys need to be joined
 * @param keys the keys' values, by the joins' aliases
 * @param texts what was written before; there are few, and Hibernate finds the very same text faster than an equal one
 */
record RowText(SeekOrder<?> order, String from, List<String> keys, Map<RowText.Shape, String> texts) {

    /**
     * What a text depends on.
     *
     * @param nulls which of the keys before the run's are null
     */
    private record Shape(Run run, BitSet nulls, boolean forward, boolean withRow) {}

    @SuppressWarnings("unchecked") // no class literal has a type argument
    private static final Class<List<?>> LIST = (Class<List<?>>) (Class<?>) List.class;

    /** Null for an order that has keys of an application's own. */
    static @Nullable RowText of(SeekOrder<?> order) {
        if (order.keys().stream().anyMatch(key -> key.path() == null)) {
            return null;
        }
        StringBuilder from =
                new StringBuilder(" from ").append(order.entity().getName()).append(" e");
        Map<String, String> joins = new HashMap<>();
        List<String> keys =
                order.keys().stream().map(key -> value(key, joins, from)).toList();
        return new RowText(order, from.toString(), keys, new ConcurrentHashMap<>());
    }

    private static String value(Key key, Map<String, String> joins, StringBuilder from) {
        String path = Objects.requireNonNull(key.path()).text(joins, from);
        return key.rule().ignoringCase() ? "lower(" + path + ")" : path;
    }

    SelectionQuery<List<?>> build(
            Session session, Run run, @Nullable List<@Nullable Object> position, boolean forward, boolean withRow) {
        String text = texts.computeIfAbsent(new Shape(run, nulls(run, position), forward, withRow), this::text);
        SelectionQuery<List<?>> query = session.createSelectionQuery(text, LIST);
        if (position != null) {
            bind(query, run, position);
        }
        return query;
    }

    /** The row with an id; the attribute is null if several attributes are the id, and then the value is the entity. */
    SelectionQuery<List<?>> byId(Session session, @Nullable String attribute, Object value, boolean withRow) {
        String id = attribute == null ? "e" : "e." + attribute;
        return session.createSelectionQuery(select(withRow) + " where " + id + " = :id", LIST)
                .setParameter("id", value);
    }

    private static BitSet nulls(Run run, @Nullable List<@Nullable Object> position) {
        BitSet nulls = new BitSet();
        for (int key = 0; key < run.from(); key++) {
            nulls.set(key, Objects.requireNonNull(position).get(key) == null);
        }
        return nulls;
    }

    private String text(Shape shape) {
        return select(shape.withRow()) + where(shape) + orderBy(shape.run(), shape.forward());
    }

    private String select(boolean withRow) {
        return "select new list(" + (withRow ? "e, " : "") + String.join(", ", selected()) + ")" + from;
    }

    private List<String> selected() {
        return IntStream.range(0, keys.size())
                .mapToObj(key -> order.keys().get(key).selected(keys.get(key)))
                .toList();
    }

    private String where(Shape shape) {
        Run run = shape.run();
        List<String> conditions = new ArrayList<>();
        for (int key = 0; key < run.from(); key++) {
            conditions.add(shape.nulls().get(key) ? keys.get(key) + " is null" : comparison(key, " = "));
        }
        switch (run.kind()) {
            case ALL -> {}
            case NULL -> conditions.add(keys.get(run.from()) + " is null");
            case VALUE -> conditions.add(keys.get(run.from()) + " is not null");
            case BEYOND -> conditions.add(beyond(run, shape.forward()));
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private String beyond(Run run, boolean forward) {
        String operator = order.keys().get(run.from()).ascending() == forward ? " > " : " < ";
        if (!run.isRowValue()) {
            return comparison(run.from(), operator);
        }
        String values = String.join(", ", keys.subList(run.from(), run.to()));
        String parameters = IntStream.range(run.from(), run.to())
                .mapToObj(RowText::parameter)
                .collect(Collectors.joining(", "));
        return "(" + values + ")" + operator + "(" + parameters + ")";
    }

    private String orderBy(Run run, boolean forward) {
        List<String> sort = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            Key key = order.keys().get(index);
            String nulls = key.nullsFollow(forward) ? " nulls last" : " nulls first";
            sort.add(keys.get(index)
                    + (key.ascending() == forward ? " asc" : " desc")
                    + (run.saysNullPrecedence(index, order) ? nulls : ""));
        }
        return " order by " + String.join(", ", sort);
    }

    private void bind(SelectionQuery<?> query, Run run, List<@Nullable Object> position) {
        int compared = run.kind() == Run.Kind.BEYOND ? run.to() : run.from();
        for (int index = 0; index < compared; index++) {
            Object value = position.get(index);
            if (value != null) {
                order.keys().get(index).bind(query, "key" + index, value);
            }
        }
    }

    private String comparison(int key, String operator) {
        return order.keys().get(key).comparison(keys.get(key), operator, parameter(key));
    }

    private static String parameter(int key) {
        return ":key" + key;
    }
}
