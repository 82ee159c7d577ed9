package dev.headroom.keyset.internal.order;

import dev.headroom.keyset.internal.database.Database;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A total order that was checked against the mapping: no two rows have equal keys.
 *
 * @param id the attribute that is the id, embedded or not; null if the id is made of several attributes
 * @param doubted which of the keys the database may hold nulls of, whatever the mapping says
 */
public record SeekOrder<E>(Class<E> entity, @Nullable String id, List<Key> keys, Database database, DoubtedKeys doubted) {

    public SeekOrder {
        keys = List.copyOf(keys);
    }

    /** What a query sorts by. */
    public List<Expression<?>> valuesOn(Root<?> root, CriteriaBuilder cb) {
        Map<String, From<?, ?>> joins = new HashMap<>();
        List<Expression<?>> values = new ArrayList<>();
        keys.forEach(key -> values.add(key.on(root, cb, joins)));
        return values;
    }

    /** What a query selects of these. */
    public List<Expression<?>> selected(List<Expression<?>> values, CriteriaBuilder cb) {
        List<Expression<?>> selected = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            selected.add(keys.get(key).selected(values.get(key), cb));
        }
        return selected;
    }

    @Override
    public String toString() {
        return entity.getSimpleName() + " order by "
                + keys.stream().map(Key::toString).collect(Collectors.joining(", "));
    }
}
