package dev.headroom.fetch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.BatchLoaderFactory;
import org.hibernate.loader.ast.spi.CollectionBatchLoader;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * Hibernate's loaders for many collections of one association. Making one costs as much as several statements, so those
 * that no session's settings change are kept, one for each power of two: where a list of values has no array, the statement
 * has as many parameters as the loader is wide.
 */
final class BatchLoaders {

    private record Key(String role, int size) {}

    private final Map<Key, CollectionBatchLoader> kept = new ConcurrentHashMap<>();

    CollectionBatchLoader of(CollectionPersister role, int owners, SharedSessionContractImplementor session) {
        int size = Integer.highestOneBit(Math.max(2, owners) * 2 - 1);
        LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
        if (role.getAttributeMapping().isAffectedByInfluencers(influencers, true)) {
            return make(role, size, influencers, session);
        }
        return kept.computeIfAbsent(
                new Key(role.getRole(), size),
                key -> make(role, size, new LoadQueryInfluencers(session.getFactory()), session));
    }

    private static CollectionBatchLoader make(
            CollectionPersister role,
            int size,
            LoadQueryInfluencers influencers,
            SharedSessionContractImplementor session) {
        return session.getFactory()
                .getServiceRegistry()
                .requireService(BatchLoaderFactory.class)
                .createCollectionBatchLoader(size, influencers, role.getAttributeMapping(), session.getFactory());
    }
}
