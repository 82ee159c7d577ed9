package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.action.internal.BulkOperationCleanupAction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPart.JdbcValueConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A patch as SQL of one table, made from the mapping: Hibernate keeps no translation of an update in the query language, which
 * takes longer to translate than to run.
 */
final class PatchSql<E> {

    private final VersionedEntity<E> entity;
    private final Object id;
    private final Snapshot<E> snapshot;
    private final Patch<E> patch;
    private final List<Binding> bindings = new ArrayList<>();

    /** A parameter. */
    private record Binding(Object value, JdbcMapping type) {}

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
    boolean run(EntityManager entityManager, @Nullable Object next) {
        SharedSessionContractImplementor session = entityManager.unwrap(SharedSessionContractImplementor.class);
        String text = text(next, session);
        if (entity.isCached()) {
            BulkOperationCleanupAction.schedule(session, entity.persister());
        }
        return session.doReturningWork(connection -> execute(connection, text, session)) > 0;
    }

    /** Makes it ready to be {@linkplain #addTo added} to statements of the same text, which this returns. */
    String prepare(@Nullable Object next, SharedSessionContractImplementor session) {
        return text(next, session);
    }

    void addTo(PreparedStatement statement, SharedSessionContractImplementor session) throws SQLException {
        bind(statement, session);
        statement.addBatch();
    }

    private int execute(Connection connection, String text, SharedSessionContractImplementor session)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            bind(statement, session);
            int rows = statement.executeUpdate();
            if (!session.isTransactionInProgress() && !connection.getAutoCommit()) {
                connection.commit();
            }
            return rows;
        }
    }

    @SuppressWarnings("unchecked") // values of the mapping are of its type
    private void bind(PreparedStatement statement, SharedSessionContractImplementor session) throws SQLException {
        for (int place = 0; place < bindings.size(); place++) {
            Binding binding = bindings.get(place);
            binding.type().getJdbcValueBinder().bind(statement, binding.value(), place + 1, session);
        }
    }

    private String text(@Nullable Object next, SharedSessionContractImplementor session) {
        if (patch.deletes()) {
            return "delete from " + entity.table() + " where " + conditions(session);
        }
        return "update " + entity.table() + " set " + String.join(", ", assignments(next, session)) + " where "
                + conditions(session);
    }

    private List<String> assignments(@Nullable Object next, SharedSessionContractImplementor session) {
        List<String> assignments = new ArrayList<>();
        if (entity.versionAttribute() != null) {
            entity.version().breakDownJdbcValues(next, assigning(assignments), session);
        }
        patch.values()
                .forEach((attribute, value) -> entity.part(attribute)
                        .decompose(fitting(attribute, value), 0, null, null, assigning(assignments), session));
        patch.sums()
                .forEach((attribute, delta) -> entity.part(attribute)
                        .breakDownJdbcValues(fitting(attribute, delta), adding(assignments), session));
        return assignments;
    }

    private @Nullable Object fitting(String attribute, @Nullable Object value) {
        return value == null ? null : entity.fitting("The patch", attribute, value);
    }

    private JdbcValueConsumer assigning(List<String> assignments) {
        return (index, value, column) -> {
            if (value == null) {
                assignments.add(column.getSelectionExpression() + " = null");
            } else {
                assignments.add(column.getSelectionExpression() + " = " + column.getWriteExpression());
                bindings.add(new Binding(value, column.getJdbcMapping()));
            }
        };
    }

    private JdbcValueConsumer adding(List<String> assignments) {
        return (index, value, column) -> {
            String name = column.getSelectionExpression();
            assignments.add(name + " = " + name + " + " + column.getWriteExpression());
            bindings.add(new Binding(value, column.getJdbcMapping()));
        };
    }

    private String conditions(SharedSessionContractImplementor session) {
        List<String> conditions = new ArrayList<>();
        equal(entity.persister().getIdentifierMapping(), id, conditions, session);
        if (entity.versionAttribute() != null) {
            equal(entity.version(), snapshot.version(), conditions, session);
        }
        patch.guards()
                .forEach(attribute ->
                        equal(entity.part(attribute), entity.value(snapshot, attribute), conditions, session));
        return String.join(" and ", conditions);
    }

    private void equal(
            ModelPart part, @Nullable Object value, List<String> conditions, SharedSessionContractImplementor session) {
        JdbcValueConsumer comparing = (index, each, column) -> {
            if (each == null) {
                conditions.add(column.getSelectionExpression() + " is null");
            } else {
                conditions.add(column.getSelectionExpression() + " = " + column.getWriteExpression());
                bindings.add(new Binding(each, column.getJdbcMapping()));
            }
        };
        part.breakDownJdbcValues(value, comparing, session);
    }
}
