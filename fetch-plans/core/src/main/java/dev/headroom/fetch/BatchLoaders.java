package dev.headroom.fetch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.EffectiveEntityGraph;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.graph.spi.RootGraphImplementor;
import org.hibernate.loader.ast.spi.BatchLoaderFactory;
import org.hibernate.loader.ast.spi.CollectionBatchLoader;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * Hibernate's loaders for many collections of one association. Making one costs as much as several statements, so those
 * that no session's settings change are kept, one for each power of two: where a list of values has no array, the
 * statement has as many parameters as the loader is wide.
 */
final class BatchLoaders {

    /**
     * With what the graph of the elements is made of: a path may mean several, one of each subclass that it is treated
     * as.
     */
    private record Key(String role, List<PlanNode> nodes, int size) {}

    private final Map<Key, CollectionBatchLoader> kept = new ConcurrentHashMap<>();

    CollectionBatchLoader of(
            PlanNode node, CollectionPersister role, int owners, SharedSessionContractImplementor session) {
        int size = Integer.highestOneBit(Math.max(2, owners) * 2 - 1);
        LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
        if (role.getAttributeMapping().isAffectedByInfluencers(influencers, true)) {
            return make(node, role, size, influencers, session);
        }
        return kept.computeIfAbsent(
                new Key(role.getRole(), node.below().nodes(), size),
                key -> make(node, role, size, new LoadQueryInfluencers(session.getFactory()), session));
    }

    /** With a graph of the elements: what is not in it is left for later, though the mapping says eager. */
    private static CollectionBatchLoader make(
            PlanNode node,
            CollectionPersister role,
            int size,
            LoadQueryInfluencers influencers,
            SharedSessionContractImplementor session) {
        Class<?> target = node.target();
        if (target == null) {
            return make(role, size, influencers, session);
        }
        EffectiveEntityGraph effective = influencers.getEffectiveEntityGraph();
        RootGraphImplementor<?> graph = effective.getGraph();
        GraphSemantic semantic = effective.getSemantic();
        effective.clear();
        effective.applyGraph(
                (RootGraphImplementor<?>)
                        JoinGraph.of(session.getFactory(), target, node.below().nodes()),
                GraphSemantic.FETCH);
        try {
            return make(role, size, influencers, session);
        } finally {
            effective.clear();
            if (graph != null && semantic != null) {
                effective.applyGraph(graph, semantic);
            }
        }
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
