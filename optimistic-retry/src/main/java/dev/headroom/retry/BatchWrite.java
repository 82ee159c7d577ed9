package dev.headroom.retry;

import dev.headroom.retry.PatchStatement.Won;
import dev.headroom.retry.internal.LoggedSql;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.action.internal.BulkOperationCleanupAction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a batch in one transaction, in their order: those that follow each other and have the same SQL text are one
 * JDBC batch.
 */
final class BatchWrite<E> {

    private final EntityManager entityManager;
    private final SharedSessionContractImplementor session;
    private final VersionedEntity<E> entity;
    private final boolean together;
    private final Map<BatchRow<E>, @Nullable Object> won = new LinkedHashMap<>();
    private final List<Waiting<E>> waiting = new ArrayList<>();
    private String text = "";

    /**
     * The driver has carried out a batch, and does not say of each statement how many rows it wrote. Nobody can find that out
     * afterwards: the new version may be another's.
     */
    static final class UnknownCountsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private UnknownCountsException() {
            super("The driver does not report the update counts of a batch.");
        }
    }

    /** A row that is sent with others. */
    private record Waiting<E>(
            BatchRow<E> row, PatchSql<E> sql, @Nullable Object next) {}

    /**
     * @param together whether the driver may get many rows at once
     */
    BatchWrite(EntityManager entityManager, VersionedEntity<E> entity, boolean together) {
        this.entityManager = entityManager;
        this.session = entityManager.unwrap(SharedSessionContractImplementor.class);
        this.entity = entity;
        this.together = together;
    }

    /**
     * Writes them.
     *
     * @return those that won, with their new versions
     * @throws UnknownCountsException if it is unknown which these are; the transaction must be rolled back
     */
    Map<BatchRow<E>, @Nullable Object> run(Iterable<BatchRow<E>> rows) {
        rows.forEach(this::add);
        send();
        return won;
    }

    private void add(BatchRow<E> row) {
        if (!together || !row.statement().isAlone()) {
            send(); // others wait for the locks of these rows in the same order
            sendAlone(row);
            return;
        }
        Object next = row.statement().next(session);
        PatchSql<E> sql = row.statement().sql();
        String sameText = sql.prepare(next, session);
        if (!sameText.equals(text)) {
            send();
            text = sameText;
        }
        waiting.add(new Waiting<>(row, sql, next));
    }

    private void sendAlone(BatchRow<E> row) {
        Won one = row.statement().run(entityManager);
        if (one != null) {
            won.put(row, one.version());
        }
    }

    private void send() {
        if (waiting.size() == 1) {
            sendAlone(waiting.get(0).row());
        } else if (!waiting.isEmpty()) {
            sendTogether();
        }
        waiting.clear();
    }

    private void sendTogether() {
        if (entity.isCached()) {
            BulkOperationCleanupAction.schedule(session, entity.persister());
        }
        int[] counts = session.doReturningWork(this::execute);
        if (counts.length != waiting.size()) {
            throw new UnknownCountsException();
        }
        for (int place = 0; place < counts.length; place++) {
            if (counts[place] < 0) { // SUCCESS_NO_INFO
                throw new UnknownCountsException();
            }
            if (counts[place] > 0) {
                won.put(waiting.get(place).row(), waiting.get(place).next());
            }
        }
    }

    private int[] execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LoggedSql.of(text, session))) {
            for (Waiting<E> one : waiting) {
                one.sql().addTo(statement, session);
            }
            return statement.executeBatch();
        }
    }
}
