package dev.headroom.fetch.junit.internal;

import dev.headroom.fetch.watch.QueryWatch;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Calls {@link QueryWatch#configure} for every factory that is built while this artifact is on the class path. Public,
 * because Hibernate finds it by the {@code ServiceLoader}.
 */
public final class CountedStatements implements ServiceContributor {

    /** Called by Hibernate. */
    public CountedStatements() {}

    /**
     * Called by Hibernate.
     *
     * @param builder with the settings of the factory
     */
    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        QueryWatch.configure(builder.getSettings());
    }
}
