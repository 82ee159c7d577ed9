package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SeekOrder;
import dev.headroom.keyset.internal.seek.Seek;
import dev.headroom.keyset.internal.seek.SeekRange;
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
 * The query for the rows of one seek range as HQL, for entities in an order of plain attributes. It says the same as
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
     * @param nulls which of the keys before the seek range's are null
     */
    private record Shape(SeekRange range, BitSet nulls, boolean forward, boolean withRow) {}

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
            Session session, SeekRange range, Seek seek, boolean withRow) {
        String text = texts.computeIfAbsent(new Shape(range, nulls(range, seek), seek.forward(), withRow), this::text);
        SelectionQuery<List<?>> query = session.createSelectionQuery(text, LIST);
        if (!seek.startsAtEnd()) {
            bind(query, range, seek);
        }
        return query;
    }

    /** The row with an id; the attribute is null if several attributes are the id, and then the value is the entity. */
    SelectionQuery<List<?>> byId(Session session, @Nullable String attribute, Object value, boolean withRow) {
        String id = attribute == null ? "e" : "e." + attribute;
        return session.createSelectionQuery(select(withRow) + " where " + id + " = :id", LIST)
                .setParameter("id", value);
    }

    private static BitSet nulls(SeekRange range, Seek seek) {
        BitSet nulls = new BitSet();
        for (int key = 0; key < range.from(); key++) {
            nulls.set(key, seek.isNull(key));
        }
        return nulls;
    }

    private String text(Shape shape) {
        return select(shape.withRow()) + where(shape) + orderBy(shape.range(), shape.forward());
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
        List<String> conditions = shape.range().conditions(shape.nulls()::get, new SeekRange.Visitor<>() {
            @Override
            public String isNull(int key) {
                return keys.get(key) + " is null";
            }

            @Override
            public String isNotNull(int key) {
                return keys.get(key) + " is not null";
            }

            @Override
            public String equal(int key) {
                return comparison(key, " = ");
            }

            @Override
            public String beyond(SeekRange range) {
                return RowText.this.beyond(range, shape.forward());
            }
        });
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private String beyond(SeekRange range, boolean forward) {
        String operator = order.keys().get(range.from()).ascending() == forward ? " > " : " < ";
        if (!range.isRowValue()) {
            return comparison(range.from(), operator);
        }
        String values = String.join(", ", keys.subList(range.from(), range.to()));
        String parameters = IntStream.range(range.from(), range.to())
                .mapToObj(RowText::parameter)
                .collect(Collectors.joining(", "));
        return "(" + values + ")" + operator + "(" + parameters + ")";
    }

    private String orderBy(SeekRange range, boolean forward) {
        List<String> sort = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            Key key = order.keys().get(index);
            String nulls = key.nullsFollow(forward) ? " nulls last" : " nulls first";
            sort.add(keys.get(index)
                    + (key.ascending() == forward ? " asc" : " desc")
                    + (range.saysNullPrecedence(index, order) ? nulls : ""));
        }
        return " order by " + String.join(", ", sort);
    }

    private void bind(SelectionQuery<?> query, SeekRange range, Seek seek) {
        int compared = range.kind() == SeekRange.Kind.BEYOND ? range.to() : range.from();
        for (int index = 0; index < compared; index++) {
            Object value = seek.at(index);
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
