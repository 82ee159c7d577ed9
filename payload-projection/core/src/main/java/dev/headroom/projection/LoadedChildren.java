package dev.headroom.projection;

import dev.headroom.projection.Shape.Inner;
import dev.headroom.projection.Shape.Listed;
import dev.headroom.projection.Shape.Slot;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The elements of all collections beneath some rows, read level by level.
 *
 * @param <T> what is made of the row of an element
 */
final class LoadedChildren<T extends @Nullable Object> {

    private final Session session;
    private final BiFunction<Listed, @Nullable Object[], T> element;
    private final IdentityHashMap<ChildStatement, ElementsByOwner<T>> loaded = new IdentityHashMap<>();
    private int statements;

    /**
     * @param element makes something of a row, when all collections beneath it are loaded
     */
    LoadedChildren(Session session, BiFunction<Listed, @Nullable Object[], T> element) {
        this.session = session;
        this.element = element;
    }

    /** For writing: elements are left as they were read. */
    static LoadedChildren<@Nullable Object[]> rows(Session session) {
        return new LoadedChildren<>(session, (listed, row) -> row);
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
        ElementsByOwner<T> elements = ElementsByOwner.of(rows, listed.key());
        Shape shape = listed.statement().shape();
        RowKey owner = listed.statement().key();
        if (shape.statements().isEmpty()) {
            // Rows become elements as they are read, so that their values are garbage at once.
            queries(listed, elements.owners())
                    .forEach(query -> query.setTupleTransformer((row, aliases) -> {
                                elements.add(Objects.requireNonNull(owner.of(row)), element.apply(listed, row));
                                return null;
                            })
                            .getResultList());
        } else {
            List<@Nullable Object[]> deferred = new ArrayList<>();
            queries(listed, elements.owners()).forEach(query -> deferred.addAll(query.getResultList()));
            load(shape, deferred);
            deferred.forEach(row -> elements.add(Objects.requireNonNull(owner.of(row)), element.apply(listed, row)));
        }
        loaded.put(listed.statement(), elements);
    }

    /** One for each batch, made when the one before it has been run. */
    private Stream<SelectionQuery<Object[]>> queries(Listed listed, List<Object> owners) {
        boolean arrays = listed.statement().collection().owner().arrays();
        int size = Keys.batch(arrays);
        return IntStream.iterate(0, from -> from < owners.size(), from -> from + size)
                .mapToObj(from -> owners.subList(from, Math.min(owners.size(), from + size)))
                .map(batch -> query(listed.statement(), new Keys(batch, arrays)));
    }

    private SelectionQuery<Object[]> query(ChildStatement statement, Keys keys) {
        SelectionQuery<Object[]> query =
                session.createSelectionQuery(statement.text(keys, dialect(), isFiltered()), Object[].class);
        keys.bind(query);
        statements++;
        return query;
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

    List<T> of(Listed listed, @Nullable Object[] row) {
        return Objects.requireNonNull(loaded.get(listed.statement()))
                .of(listed.key().of(row));
    }
}
