package dev.headroom.keyset.internal.database;

import java.sql.Connection;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * Learns the SQL of queries that are never sent.
 *
 * <p>Its queries run in a session of their own, whose statement inspector ends each where its text is known: before the
 * statement is prepared. It has the connection of the application's session, because Hibernate takes one before that, and
 * a pool may have no second one to give; nothing is done with it. The application's session takes no part: nothing is
 * flushed, and the exception cannot mark its transaction.
 */
public final class SqlRecorder implements AutoCloseable {

    private final SessionImplementor session;

    private SqlRecorder(SessionImplementor session) {
        this.session = session;
    }

    /**
     * A recorder whose queries get the SQL that those of a session get.
     *
     * @param connection the session's own
     */
    public static SqlRecorder like(Session original, Connection connection) {
        SessionImplementor session = (SessionImplementor) original.sessionWithOptions()
                .connection(connection)
                .autoJoinTransactions(false)
                .noInterceptor()
                .statementInspector((UnaryOperator<String>) SqlRecorder::stop)
                .open();
        LoadQueryInfluencers influencers = ((SessionImplementor) original).getLoadQueryInfluencers();
        SessionFilters.copy(original, session);
        influencers.getEnabledFetchProfileNames().forEach(session::enableFetchProfile);
        return new SqlRecorder(session);
    }

    private static String stop(String sql) {
        throw new Recorded(sql);
    }

    /** Where the queries have to be made. */
    public Session session() {
        return session;
    }

    /**
     * The first statement that a query would send.
     *
     * @param query runs one query of {@link #session()}
     */
    public String sqlOf(Runnable query) {
        try {
            query.run();
        } catch (Recorded recorded) {
            return recorded.sql;
        }
        throw new IllegalStateException("The query sent no statement");
    }

    @Override
    public void close() {
        session.close();
    }

    /** Not an error: it ends a query where its text is known. */
    private static final class Recorded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String sql;

        Recorded(String sql) {
            super(null, null, false, false);
            this.sql = sql;
        }
    }
}
