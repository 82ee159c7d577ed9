package dev.headroom.fetch.internal.mapping;

import java.util.HashMap;
import java.util.Map;
import org.hibernate.Filter;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.internal.FilterImpl;

/** As if the application had enabled all of its filters, to ask what they affect; their parameters are not known. */
final class AllFilters extends LoadQueryInfluencers {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Filter> filters = new HashMap<>();

    AllFilters(SessionFactoryImplementor factory) {
        super(factory);
        factory.getDefinedFilterNames()
                .forEach(name -> filters.put(name, new FilterImpl(factory.getFilterDefinition(name))));
    }

    @Override
    public boolean hasEnabledFilters() {
        return !filters.isEmpty();
    }

    @Override
    public Map<String, Filter> getEnabledFilters() {
        return filters;
    }
}
