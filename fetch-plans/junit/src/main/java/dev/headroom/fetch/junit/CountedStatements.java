package dev.headroom.fetch.junit;

import dev.headroom.fetch.watch.QueryWatch;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Lets the statements of every factory that is built while this artifact is on the class path be counted, and the use of what
 * it loads be seen. Found and called by Hibernate, as {@link QueryWatch#configure} has to be called before a factory is built.
 */
public final class CountedStatements implements ServiceContributor {

    /** Called by Hibernate. */
    public CountedStatements() {}

    /**
     * Called by Hibernate.
     *
     * @param builder with the settings of the factory that is to be built
     */
    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        QueryWatch.configure(builder.getSettings());
    }
}
