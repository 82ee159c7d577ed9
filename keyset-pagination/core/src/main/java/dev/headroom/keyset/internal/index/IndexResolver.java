package dev.headroom.keyset.internal.index;

import dev.headroom.keyset.internal.mapping.KeyColumn;
import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SeekOrder;
import jakarta.persistence.Column;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.Session;
import org.hibernate.annotations.Subselect;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/** Finds out which index an order needs, and where none can serve it. */
public final class IndexResolver {

    /** What the databases that are tested have in common; one index has the same name on all of them. */
    private static final int LONGEST_NAME = 63;

    private final SeekOrder<?> order;
    private final EntityMappingType entity;
    private final Dialect dialect;

    public IndexResolver(SeekOrder<?> order, EntityManagerFactory factory) {
        SessionFactoryImplementor hibernate = factory.unwrap(SessionFactoryImplementor.class);
        this.order = order;
        this.entity = hibernate.getMappingMetamodel().getEntityDescriptor(order.entity());
        this.dialect = hibernate.getJdbcServices().getDialect();
    }

    /** The statement that makes the index; null if none can serve the order, or none has to be made. */
    public @Nullable String ddl() {
        OrderIndex index = index();
        if (index == null || isPrimaryKey(index)) {
            return null;
        }
        int longest = Math.min(LONGEST_NAME, dialect.getMaxIdentifierLength());
        return index.readable().ddl(order.database(), longest);
    }

    /** Why there is no {@link #ddl()}. */
    public String reason() {
        return index() == null ? obstacle() : "The index of the primary key serves " + order + ".";
    }

    /** The indexes of the database that serve the order. */
    public List<IndexMatch> matches(Session session) {
        OrderIndex needed = index();
        if (needed == null) {
            return List.of();
        }
        SessionFactoryImplementor factory = session.getSessionFactory().unwrap(SessionFactoryImplementor.class);
        IndexCatalog catalog = IndexCatalog.of(factory, order.database());
        return session.doReturningWork(connection -> needed.servedBy(catalog.indexesOf(needed.table(), connection)));
    }

    /** Whether the primary key has the same columns in the same order, to be read from either end. */
    private boolean isPrimaryKey(OrderIndex index) {
        List<IndexColumn> columns = index.columns();
        List<String> id = new ArrayList<>();
        entity.getIdentifierMapping().forEachSelectable((place, column) -> id.add(column.getSelectionExpression()));
        return columns.stream().map(IndexColumn::expression).toList().equals(id)
                && columns.stream()
                        .allMatch(column -> column.ascending() == columns.get(0).ascending());
    }

    /** The index as the statements sort, or null if none can have it. */
    private @Nullable OrderIndex index() {
        List<IndexColumn> columns = new ArrayList<>();
        String table = null;
        for (int index = 0; index < order.keys().size(); index++) {
            Key key = order.keys().get(index);
            KeyColumn column = KeyColumn.of(key.path(), entity);
            if (column == null || !isIndexable(key) || isVirtual(key) || !isIndexableAt(index)) {
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

    /** As the statements sort it: the first key never says where its nulls go. */
    private IndexColumn indexColumn(int index, KeyColumn column) {
        Key key = order.keys().get(index);
        boolean nullsLast = order.database().putsNullsLast(key.ascending());
        boolean saysNulls = index > 0 && key.needsNullPrecedence();
        String expression = key.rule().ignoringCase() ? "lower(" + column.name() + ")" : column.name();
        return new IndexColumn(expression, key.ascending(), saysNulls == nullsLast);
    }

    private boolean isIndexable(Key key) {
        return !key.rule().ignoringCase() || dialect instanceof PostgreSQLDialect;
    }

    /** A column that its definition says PostgreSQL does not store, which is also what it says of itself without a word. */
    private boolean isVirtual(Key key) {
        if (!(dialect instanceof PostgreSQLDialect)
                || !(entity.findByPath(key.rule().path()) instanceof AttributeMapping attribute)
                || !(attribute
                                .getAttributeMetadata()
                                .getPropertyAccess()
                                .getGetter()
                                .getMember()
                        instanceof AnnotatedElement member)) {
            return false;
        }
        Column column = member.getAnnotation(Column.class);
        String definition = column == null ? "" : column.columnDefinition().toLowerCase(Locale.ROOT);
        return definition.contains("generated always as (") && !definition.contains("stored");
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
            if (KeyColumn.of(key.path(), entity) == null) {
                return none(key) + " is computed: make an index on what it becomes in SQL, followed by the other keys.";
            }
            if (isVirtual(key)) {
                return none(key) + " is a virtual generated column, and this database has no index for one: make it"
                        + " stored, or make an index on its expression, followed by the other keys.";
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
        if (entity.getJavaType().getJavaTypeClass().isAnnotationPresent(Subselect.class)) {
            return "No index serves " + order
                    + ": the entity is a query (@Subselect), and an index is of a table. Index"
                    + " what the query reads.";
        }
        return "No index serves " + order + ": the keys are in several tables, and an index is of one.";
    }

    private String none(Key key) {
        return "No single index serves " + order + ": \"" + key + "\"";
    }
}
