package dev.headroom.keyset.internal.database;

import java.util.Collection;
import java.util.Set;
import org.hibernate.Filter;
import org.hibernate.Session;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Hibernate's filters of a session, in another one. */
final class SessionFilters {

    private SessionFilters() {}

    /** Enables those that are enabled in a session, and no others: a new session knows nothing of them. */
    static void copy(Session from, Session to) {
        Set.copyOf(influencers(to).getEnabledFilterNames()).forEach(to::disableFilter);
        influencers(from).getEnabledFilters().forEach((name, filter) -> {
            Filter copy = to.enableFilter(name);
            from.getSessionFactory()
                    .unwrap(SessionFactoryImplementor.class)
                    .getFilterDefinition(name)
                    .getParameterNames()
                    .forEach(parameter -> set(parameter, filter.getParameterValue(parameter), copy));
        });
    }

    private static void set(String parameter, @Nullable Object value, Filter filter) {
        if (value instanceof Collection<?> values) {
            filter.setParameterList(parameter, values);
        } else {
            filter.setParameter(parameter, value);
        }
    }

    private static LoadQueryInfluencers influencers(Session session) {
        return session.unwrap(SharedSessionContractImplementor.class).getLoadQueryInfluencers();
    }
}
