package dev.headroom.keyset;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/** Finds out which index an order needs, and where none can serve it. */
final class IndexResolver {

    /** What the databases that are tested have in common; one index has the same name on all of them. */
    private static final int LONGEST_NAME = 63;

    private final SeekOrder<?> order;
    private final EntityMappingType entity;
    private final Dialect dialect;

    IndexResolver(SeekOrder<?> order, EntityManagerFactory factory) {
        SessionFactoryImplementor hibernate = factory.unwrap(SessionFactoryImplementor.class);
        this.order = order;
        this.entity = hibernate.getMappingMetamodel().getEntityDescriptor(order.entity());
        this.dialect = hibernate.getJdbcServices().getDialect();
    }

    IndexAdvice advice() {
        OrderIndex index = index();
        if (index == null) {
            return IndexAdvice.none(obstacle());
        }
        if (isId()) {
            return IndexAdvice.none("The index of the primary key serves " + order + ".");
        }
        int longest = Math.min(LONGEST_NAME, dialect.getMaxIdentifierLength());
        return IndexAdvice.create(index.readable().ddl(order.database(), longest));
    }

    private boolean isId() {
        return order.keys().size() == 1
                && order.keys().get(0).sortKey().path().equals(order.id())
                && !order.keys().get(0).sortKey().ignoringCase();
    }

    /** The index as the statements sort, or null if none can have it. */
    @Nullable OrderIndex index() {
        List<IndexColumn> columns = new ArrayList<>();
        String table = null;
        for (int index = 0; index < order.keys().size(); index++) {
            Key key = order.keys().get(index);
            KeyColumn column = KeyColumn.of(key, entity);
            if (column == null || !isIndexable(key) || !isIndexableAt(index)) {
                return null;
            }
            if (!column.isOfOneTable() || (table != null && !table.equals(column.table()))) {
                return null;
            }
            table = column.table();
            columns.add(indexColumn(index, column));
        }
        return table == null ? null : new OrderIndex(table, columns);
    }

    /** As {@link RowQuery} sorts it: the first key never says where its nulls go. */
    private IndexColumn indexColumn(int index, KeyColumn column) {
        Key key = order.keys().get(index);
        boolean nullsLast = order.database().putsNullsLast(key.ascending());
        boolean saysNulls = index > 0 && key.needsNullPrecedence();
        String expression = key.sortKey().ignoringCase() ? "lower(" + column.name() + ")" : column.name();
        return new IndexColumn(expression, key.ascending(), saysNulls == nullsLast);
    }

    private boolean isIndexable(Key key) {
        return !key.sortKey().ignoringCase() || dialect instanceof PostgreSQLDialect;
    }

    private boolean isIndexableAt(int index) {
        return index == 0
                || !order.keys().get(index).needsNullPrecedence()
                || order.database().indexesNullPrecedence();
    }

    /** Why there is no {@link #index()}. */
    private String obstacle() {
        for (int index = 0; index < order.keys().size(); index++) {
            Key key = order.keys().get(index);
            if (key.path() == null) {
                return none(key)
                        + " is an expression: make an index on what it becomes in SQL, followed by the other keys.";
            }
            if (!key.path().table().isEmpty()) {
                return none(key) + " is in the table of an association, and no index spans two tables: copy it into a"
                        + " column of this one where that matters.";
            }
            if (KeyColumn.of(key, entity) == null) {
                return none(key) + " is computed: make an index on what it becomes in SQL, followed by the other keys.";
            }
            if (!isIndexable(key)) {
                return none(key) + " is an expression, and this database has no index for one: sort by a column whose"
                        + " collation ignores case, or by a generated column that is mapped.";
            }
            if (!isIndexableAt(index)) {
                return none(key) + " does not put nulls where this database puts them by itself, which only a first key"
                        + " may do: put them at the other end, or map the column as not null.";
            }
        }
        return "No index serves " + order + ": the keys are in several tables, and an index is of one.";
    }

    private String none(Key key) {
        return "No single index serves " + order + ": \"" + key + "\"";
    }
}
