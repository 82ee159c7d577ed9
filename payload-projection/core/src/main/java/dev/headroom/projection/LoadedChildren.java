package dev.headroom.projection;

import dev.headroom.projection.Shape.Inner;
import dev.headroom.projection.Shape.Listed;
import dev.headroom.projection.Shape.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The elements of all collections beneath some rows, read level by level. */
final class LoadedChildren {

    private final Session session;
    private final IdentityHashMap<ChildStatement, Map<Object, List<@Nullable Object[]>>> byOwner =
            new IdentityHashMap<>();
    private int statements;

    LoadedChildren(Session session) {
        this.session = session;
    }

    /** Reads what some rows show of collections: a statement for each collection and batch of owners. */
    void load(Shape shape, List<@Nullable Object[]> rows) {
        for (Slot slot : shape.slots()) {
            if (slot instanceof Inner inner) {
                load(inner.shape(), rows);
            } else if (slot instanceof Listed listed) {
                load(listed, rows);
            }
        }
    }

    private void load(Listed listed, List<@Nullable Object[]> rows) {
        Set<Object> keys = new LinkedHashSet<>();
        for (@Nullable Object[] row : rows) {
            Object key = row[listed.key()];
            if (key != null) {
                keys.add(key);
            }
        }
        List<@Nullable Object[]> elements = new ArrayList<>();
        boolean arrays = listed.statement().collection().arrays();
        for (List<Object> batch : batches(List.copyOf(keys), Keys.batch(arrays))) {
            elements.addAll(read(listed.statement(), new Keys(batch, arrays)));
        }
        Map<Object, List<@Nullable Object[]>> lists = new HashMap<>();
        for (@Nullable Object[] element : elements) {
            lists.computeIfAbsent(element[0], owner -> new ArrayList<>()).add(element);
        }
        byOwner.put(listed.statement(), lists);
        load(listed.statement().shape(), elements);
    }

    private static List<List<Object>> batches(List<Object> keys, int size) {
        List<List<Object>> batches = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += size) {
            batches.add(keys.subList(from, Math.min(keys.size(), from + size)));
        }
        return batches;
    }

    private List<@Nullable Object[]> read(ChildStatement statement, Keys keys) {
        boolean backReference = !isFiltered();
        SelectionQuery<Object[]> query =
                session.createSelectionQuery(statement.text(keys, dialect(), backReference), Object[].class);
        keys.bind(query);
        statements++;
        return query.getResultList();
    }

    /** A filter of the session may be one of the collection, of which the elements' own reference knows nothing. */
    private boolean isFiltered() {
        return session.unwrap(org.hibernate.engine.spi.SharedSessionContractImplementor.class)
                .getLoadQueryInfluencers()
                .hasEnabledFilters();
    }

    private Dialect dialect() {
        return session.getSessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect();
    }

    /** How many were sent. */
    int statements() {
        return statements;
    }

    List<@Nullable Object[]> of(Listed listed, @Nullable Object[] row) {
        Object key = row[listed.key()];
        Map<Object, List<@Nullable Object[]>> lists = byOwner.get(listed.statement());
        return key == null || lists == null ? List.of() : lists.getOrDefault(key, List.of());
    }
}
