package dev.headroom.keyset.internal.database;

import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.criteria.JpaCriteriaQuery;

/**
 * What PostgreSQL expects of a query, without running it.
 *
 * <p>Hibernate translates criteria and binds their parameters, but cannot explain them. So the query runs in a session of
 * its own on the caller's connection, which puts {@code explain} before the statement. The caller's session is not
 * touched; what it had pending was flushed for the page, which reads the same tables.
 */
public final class ListPlan {

    /** The first line of a plan, such as {@code Seq Scan on song s1_0  (cost=0.00..2539.00 rows=100000 width=32)}. */
    private static final Pattern ROWS = Pattern.compile("\\(cost=\\S+ rows=(\\d+) width=\\d+\\)");

    private final Session session;

    public ListPlan(Session session) {
        this.session = session;
    }

    /** The number of rows, or empty where the database has another form of plans. */
    public OptionalLong rows(JpaCriteriaQuery<String> query) {
        // A text, because that is what comes back in its place: the lines of the plan.
        query.select(session.getCriteriaBuilder().literal("list"));
        return session.doReturningWork(connection -> {
            try (Session planning = session.sessionWithOptions()
                    .connection(connection)
                    .autoJoinTransactions(false)
                    .statementInspector(explaining())
                    .open()) {
                SessionFilters.copy(session, planning);
            return rows(planning.createSelectionQuery(query).getResultList().get(0));
            }
        });
    }

    private static OptionalLong rows(String firstLine) {
        Matcher matcher = ROWS.matcher(firstLine);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** The application's own inspector still sees every statement. */
    private UnaryOperator<String> explaining() {
        var inspector = session.unwrap(SharedSessionContractImplementor.class)
                .getJdbcSessionContext()
                .getStatementInspector();
        return sql -> {
            String explained = "explain " + sql;
            String inspected = inspector.inspect(explained);
            return inspected == null ? explained : inspected;
        };
    }
}
