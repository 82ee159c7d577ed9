package dev.headroom.retry;

import dev.headroom.retry.internal.LoggedSql;
import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.action.internal.BulkOperationCleanupAction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart.JdbcValueConsumer;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A patch as SQL of one table, made from the mapping: Hibernate keeps no translation of an update in the query language, which
 * takes longer to translate than to run.
 */
final class PatchSql<E> {

    private static final int USUAL_LENGTH = 200;

    private final VersionedEntity<E> entity;
    private final Object id;
    private final Snapshot<E> snapshot;
    private final Patch<E> patch;
    private final List<Binding> bindings = new ArrayList<>();
    private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

    /** What stands before the next column. */
    private String separator = "";

    /** A parameter. */
    record Binding(Object value, JdbcMapping type) {}

    PatchSql(VersionedEntity<E> entity, Object id, Snapshot<E> snapshot, Patch<E> patch) {
        this.entity = entity;
        this.id = id;
        this.snapshot = snapshot;
        this.patch = patch;
    }

    /**
     * Runs it.
     *
     * @param next the new version; null for none
     * @return whether it won
     */
    boolean run(SharedSessionContractImplementor session, @Nullable Object next) {
        String sql = text(next, session);
        if (entity.isCached()) {
            BulkOperationCleanupAction.schedule(session, entity.persister());
        }
        return session.doReturningWork(connection -> execute(connection, sql, session)) > 0;
    }

    /**
     * Locks the row instead of writing it. Hibernate's own lock of an entity in several tables fails where one of them has no row
     * for it.
     *
     * @param clause that locks, of the dialect
     */
    static void lock(EntityPersister persister, Object id, SharedSessionContractImplementor session, String clause) {
        StringBuilder text = new StringBuilder("select 1 from ")
                .append(persister.getIdentifierTableDetails().getTableName());
        List<Binding> bindings = new ArrayList<>();
        persister
                .getIdentifierMapping()
                .breakDownJdbcValues(
                        id,
                        (index, value, column) -> {
                            text.append(index == 0 ? " where " : " and ")
                                    .append(column.getSelectionExpression())
                                    .append(" = ")
                                    .append(column.getWriteExpression());
                            bindings.add(new Binding(Objects.requireNonNull(value), column.getJdbcMapping()));
                        },
                        session);
        text.append(clause);
        session.doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LoggedSql.of(text.toString(), session))) {
                bind(bindings, statement, session);
                statement.executeQuery().close();
            }
        });
    }

    /** Makes it ready to be {@linkplain #addTo added} to statements of the same text, which this returns. */
    String prepare(@Nullable Object next, SharedSessionContractImplementor session) {
        return text(next, session);
    }

    void addTo(PreparedStatement statement, SharedSessionContractImplementor session) throws SQLException {
        bind(statement, session);
        statement.addBatch();
    }

    private int execute(Connection connection, String sql, SharedSessionContractImplementor session)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LoggedSql.of(sql, session))) {
            bind(statement, session);
            int rows = statement.executeUpdate();
            if (!session.isTransactionInProgress() && !connection.getAutoCommit()) {
                connection.commit();
            }
            return rows;
        }
    }

    private void bind(PreparedStatement statement, SharedSessionContractImplementor session) throws SQLException {
        bind(bindings, statement, session);
    }

    @SuppressWarnings("unchecked") // values of the mapping are of its type
    static void bind(List<Binding> bindings, PreparedStatement statement, SharedSessionContractImplementor session)
            throws SQLException {
        for (int place = 0; place < bindings.size(); place++) {
            Binding binding = bindings.get(place);
            binding.type().getJdbcValueBinder().bind(statement, binding.value(), place + 1, session);
        }
    }

    private String text(@Nullable Object next, SharedSessionContractImplementor session) {
        if (patch.deletes()) {
            text.append("delete from ").append(entity.table());
        } else {
            text.append("update ").append(entity.table());
            assign(next, session);
        }
        restrict(session);
        return text.toString();
    }

    private void assign(@Nullable Object next, SharedSessionContractImplementor session) {
        separator = " set ";
        JdbcValueConsumer assigning = this::assign;
        if (entity.versionAttribute() != null) {
            entity.version().breakDownJdbcValues(next, assigning, session);
        }
        patch.values()
                .forEach((attribute, value) -> entity.attributes()
                        .part(attribute)
                        .decompose(fitting(attribute, value), 0, null, null, assigning, session));
        patch.sums()
                .forEach((attribute, delta) -> entity.attributes()
                        .part(attribute)
                        .breakDownJdbcValues(fitting(attribute, delta), this::add, session));
    }

    private @Nullable Object fitting(String attribute, @Nullable Object value) {
        return value == null ? null : entity.fitting(attribute, value);
    }

    private void assign(int index, @Nullable Object value, SelectableMapping column) {
        String name = next(", ", column);
        text.append(name).append(" = ");
        if (value == null) {
            text.append("null");
        } else {
            bind(value, column);
        }
    }

    private void add(int index, @Nullable Object value, SelectableMapping column) {
        String name = next(", ", column);
        text.append(name).append(" = ").append(name).append(" + ");
        bind(Objects.requireNonNull(value), column);
    }

    private void restrict(SharedSessionContractImplementor session) {
        separator = " where ";
        entity.persister().getIdentifierMapping().breakDownJdbcValues(id, this::compare, session);
        if (entity.versionAttribute() != null) {
            entity.version().breakDownJdbcValues(snapshot.version(), this::compare, session);
        }
        patch.guards()
                .forEach(attribute -> entity.attributes()
                        .part(attribute)
                        .breakDownJdbcValues(entity.value(snapshot, attribute), this::compare, session));
        patch.sums()
                .keySet()
                .forEach(attribute -> entity.attributes().part(attribute).forEachSelectable(this::exist));
    }

    /** A sum with null would be null: so another has changed it. */
    private void exist(int index, SelectableMapping column) {
        if (column.isNullable()) {
            text.append(next(" and ", column)).append(" is not null");
        }
    }

    private void compare(int index, @Nullable Object value, SelectableMapping column) {
        text.append(next(" and ", column));
        if (value == null) {
            text.append(" is null");
        } else {
            text.append(" = ");
            bind(value, column);
        }
    }

    /** The column's name, after what stands before it. */
    private String next(String nextSeparator, SelectableMapping column) {
        text.append(separator);
        separator = nextSeparator;
        return column.getSelectionExpression();
    }

    private void bind(Object value, SelectableMapping column) {
        text.append(column.getWriteExpression());
        bindings.add(new Binding(value, column.getJdbcMapping()));
    }
}
