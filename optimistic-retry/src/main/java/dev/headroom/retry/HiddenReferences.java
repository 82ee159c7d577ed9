package dev.headroom.retry;

import dev.headroom.retry.PatchSql.Binding;
import dev.headroom.retry.internal.LoggedSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityMutationTarget;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/**
 * References to rows that the mapping hides. Hibernate reads null for them, and writes that null with all other columns of the
 * entity; they get back what was there, in the same transaction.
 */
final class HiddenReferences {

    private final EntityPersister persister;
    private final Object entity;
    private final Object id;
    private final SharedSessionContractImplementor session;
    private final List<Column> columns = new ArrayList<>();

    /** A column of a reference that is null in the entity, and not in the row. */
    private record Column(String path, SelectableMapping mapping, EntityTableMapping table, Object value) {}

    private HiddenReferences(
            EntityPersister persister, Object entity, Object id, SharedSessionContractImplementor session) {
        this.persister = persister;
        this.entity = entity;
        this.id = id;
        this.session = session;
    }

    /**
     * Reads them.
     *
     * @param entity as Hibernate has read it, whose row is locked
     * @param named what is to be written, which may be null
     */
    static HiddenReferences of(
            EntityPersister persister,
            Object entity,
            Object id,
            Set<String> named,
            SharedSessionContractImplementor session) {
        HiddenReferences references = new HiddenReferences(persister, entity, id, session);
        references.forEachNull((path, reference) -> {
            if (named.stream().noneMatch(name -> path.equals(name) || path.startsWith(name + "."))) {
                reference.forEachSelectable((place, column) -> references.read(path, column));
            }
        });
        return references;
    }

    /** Writes what was there, after Hibernate has written, where the entity still has null. */
    void restore() {
        Set<String> stillNull = nullPaths();
        for (Column column : columns) {
            if (stillNull.contains(column.path)) {
                write(column);
            }
        }
    }

    private Set<String> nullPaths() {
        Set<String> paths = new HashSet<>();
        forEachNull((path, reference) -> paths.add(path));
        return paths;
    }

    private void forEachNull(BiConsumer<String, ToOneAttributeMapping> consumer) {
        @Nullable Object[] state = persister.getValues(entity);
        persister.forEachAttributeMapping(attribute -> {
            Object value = state[attribute.getStateArrayPosition()];
            visit(attribute.getAttributeName(), attribute, value, consumer);
        });
    }

    private static void visit(
            String path,
            AttributeMapping attribute,
            @Nullable Object value,
            BiConsumer<String, ToOneAttributeMapping> consumer) {
        if (attribute instanceof EmbeddedAttributeMapping embedded) {
            ManagedMappingType parts = Objects.requireNonNull(embedded.getEmbeddableTypeDescriptor());
            parts.forEachAttributeMapping(part -> visit(
                    path + "." + part.getAttributeName(), part, value == null ? null : part.getValue(value), consumer));
        } else if (value == null && attribute instanceof ToOneAttributeMapping reference && mayBeHidden(reference)) {
            consumer.accept(path, reference);
        }
    }

    private static boolean mayBeHidden(ToOneAttributeMapping reference) {
        EntityMappingType target = reference.getAssociatedEntityMappingType();
        return reference.hasNotFoundAction()
                || !reference.getForeignKeyDescriptor().hasConstraint()
                || target.hasWhereRestrictions()
                || target.getSoftDeleteMapping() != null
                || target.getEntityPersister().hasFilterForLoadByKey();
    }

    private void read(String path, SelectableMapping column) {
        if (column.isFormula() || !column.isUpdateable()) {
            return;
        }
        EntityMutationTarget target = (EntityMutationTarget) persister;
        String name = target.physicalTableNameForMutation(column);
        for (EntityTableMapping table : target.getTableMappings()) {
            if (table.getTableName().equals(name)) {
                Object value = session.<@Nullable Object>doReturningWork(connection -> read(column, table, connection));
                if (value != null) {
                    columns.add(new Column(path, column, table, value));
                }
            }
        }
    }

    /** With a lock: a transaction of MariaDB may see what was there when it began. */
    private @Nullable Object read(SelectableMapping column, EntityTableMapping table, Connection connection)
            throws SQLException {
        List<Binding> bindings = new ArrayList<>();
        String sql = "select " + column.getSelectionExpression() + " from " + table.getTableName()
                + where(table, bindings)
                + session.getJdbcServices().getDialect().getForUpdateString();
        try (PreparedStatement statement = connection.prepareStatement(LoggedSql.of(sql, session))) {
            PatchSql.bind(bindings, statement, session);
            try (ResultSet found = statement.executeQuery()) {
                return found.next()
                        ? column.getJdbcMapping().getJdbcValueExtractor().extract(found, 1, session)
                        : null;
            }
        }
    }

    private void write(Column column) {
        List<Binding> bindings = new ArrayList<>();
        bindings.add(new Binding(column.value, column.mapping.getJdbcMapping()));
        String sql = "update " + column.table.getTableName() + " set " + column.mapping.getSelectionExpression() + " = "
                + column.mapping.getWriteExpression() + where(column.table, bindings);
        session.doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LoggedSql.of(sql, session))) {
                PatchSql.bind(bindings, statement, session);
                statement.executeUpdate();
            }
        });
    }

    private String where(EntityTableMapping table, List<Binding> bindings) {
        StringBuilder text = new StringBuilder();
        persister
                .getIdentifierMapping()
                .breakDownJdbcValues(
                        id,
                        (index, value, column) -> {
                            text.append(index == 0 ? " where " : " and ")
                                    .append(table.getKeyMapping()
                                            .getKeyColumn(index)
                                            .getColumnName())
                                    .append(" = ")
                                    .append(column.getWriteExpression());
                            bindings.add(new Binding(Objects.requireNonNull(value), column.getJdbcMapping()));
                        },
                        session);
        return text.toString();
    }
}
