package dev.headroom.fetch.watch;

import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.collection.spi.CollectionSemantics;
import org.hibernate.mapping.Collection;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.collection.BasicCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.collection.OneToManyPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;

/**
 * Hibernate's own collection persisters, but for the place where the rows of a collection are put. It is the one place
 * that all loads of collections pass: those by a join, by a batch, by the mapping and by a touch.
 */
final class WatchedPersisters extends StandardPersisterClassResolver {

    static final String SETTING = "hibernate.persister.resolver";

    private static final long serialVersionUID = 1L;

    @Override
    public Class<? extends CollectionPersister> getCollectionPersisterClass(Collection metadata) {
        return metadata.isOneToMany() ? OneToMany.class : ManyToMany.class;
    }

    /** Made by Hibernate. */
    public static final class OneToMany extends OneToManyPersister {
        private final WatchedSemantics<?, ?> semantics = new WatchedSemantics<>(super.getCollectionSemantics());

        /** Called by Hibernate. */
        public OneToMany(Collection binding, CollectionDataAccess cache, RuntimeModelCreationContext context) {
            super(binding, cache, context);
        }

        @Override
        public CollectionSemantics<?, ?> getCollectionSemantics() {
            return semantics == null ? super.getCollectionSemantics() : semantics;
        }
    }

    /** Made by Hibernate. */
    public static final class ManyToMany extends BasicCollectionPersister {
        private final WatchedSemantics<?, ?> semantics = new WatchedSemantics<>(super.getCollectionSemantics());

        /** Called by Hibernate. */
        public ManyToMany(Collection binding, CollectionDataAccess cache, RuntimeModelCreationContext context) {
            super(binding, cache, context);
        }

        @Override
        public CollectionSemantics<?, ?> getCollectionSemantics() {
            // The superclass asks for it while it is made.
            return semantics == null ? super.getCollectionSemantics() : semantics;
        }
    }
}
