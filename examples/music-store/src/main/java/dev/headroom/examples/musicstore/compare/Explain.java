package dev.headroom.examples.musicstore.compare;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.hibernate.Session;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Runs recorded statements again, in the same transaction, to ask PostgreSQL what it does for them. */
@Component
final class Explain {

    /** Without a clock reading for every row, which would take longer than the rows themselves. */
    private static final String EXPLAIN = "explain (analyze, buffers, timing off, format json) ";

    private final EntityManager entityManager;
    private final JsonMapper json;

    Explain(EntityManager entityManager, JsonMapper json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    /** A page may take several statements; what they cost is added up. */
    Measurement measure(List<RecordedStatement> statements) {
        return Measurement.sum(statements.stream().map(this::measure).toList());
    }

    private Measurement measure(RecordedStatement statement) {
        String plan = session().doReturningWork(connection -> explain(connection, statement));
        return new Plan(json.readTree(plan)).measurement(statement);
    }

    /** Ends any statement of this transaction that runs longer. */
    void limit(Duration duration) {
        session().doWork(connection -> {
            try (Statement set = connection.createStatement()) {
                set.execute("set local statement_timeout = " + duration.toMillis());
            }
        });
    }

    private Session session() {
        return entityManager.unwrap(Session.class);
    }

    private static String explain(Connection connection, RecordedStatement statement) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement(EXPLAIN + statement.sql())) {
            statement.bind(explain);
            try (ResultSet rows = explain.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
