package dev.headroom.keyset;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.Filter;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL expects of a query, without running it.
 *
 * <p>Hibernate translates criteria and binds their parameters, but cannot explain them. So the query runs in a session of
 * its own on the caller's connection, which puts {@code explain} before the statement. The caller's session is not
 * touched; what it had pending was flushed for the page, which reads the same tables.
 */
final class ListPlan {

    /** The first line of a plan, such as {@code Seq Scan on song s1_0  (cost=0.00..2539.00 rows=100000 width=32)}. */
    private static final Pattern ROWS = Pattern.compile("\\(cost=\\S+ rows=(\\d+) width=\\d+\\)");

    private final Session session;

    ListPlan(Session session) {
        this.session = session;
    }

    /** The number of rows, or empty where the database has another form of plans. */
    OptionalLong rows(JpaCriteriaQuery<String> query) {
        // A text, because that is what comes back in its place: the lines of the plan.
        query.select(session.getCriteriaBuilder().literal("list"));
        return session.doReturningWork(connection -> {
            try (Session planning = session.sessionWithOptions()
                    .connection(connection)
                    .autoJoinTransactions(false)
                    .statementInspector(explaining())
                    .open()) {
                enableFilters(planning);
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
        var inspector = spi(session).getJdbcSessionContext().getStatementInspector();
        return sql -> {
            String explained = "explain " + sql;
            String inspected = inspector.inspect(explained);
            return inspected == null ? explained : inspected;
        };
    }

    /** Those that the caller's session has enabled, and no others: a new session knows nothing of them. */
    private void enableFilters(Session planning) {
        Map<String, Filter> enabled = spi(session).getLoadQueryInfluencers().getEnabledFilters();
        Set.copyOf(spi(planning).getLoadQueryInfluencers().getEnabledFilterNames())
                .forEach(planning::disableFilter);
        enabled.forEach((name, filter) -> {
            Filter copy = planning.enableFilter(name);
            spi(session)
                    .getFactory()
                    .getFilterDefinition(name)
                    .getParameterNames()
                    .forEach(parameter -> copy(filter.getParameterValue(parameter), parameter, copy));
        });
    }

    private static void copy(@Nullable Object value, String parameter, Filter filter) {
        if (value instanceof Collection<?> values) {
            filter.setParameterList(parameter, values);
        } else {
            filter.setParameter(parameter, value);
        }
    }

    private static SharedSessionContractImplementor spi(Session session) {
        return session.unwrap(SharedSessionContractImplementor.class);
    }
}
