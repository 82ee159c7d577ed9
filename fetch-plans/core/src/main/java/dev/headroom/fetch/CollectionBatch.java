package dev.headroom.fetch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.BatchFetchQueue;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * Loads the collections of many owners by one statement, and those of no other owner.
 *
 * <p>Hibernate's own batches take whatever waits in the session, in the order in which it was registered, and lose all of it
 * at a flush. Here the queue is filled with exactly the collections that are asked for, and put back as it was.
 */
final class CollectionBatch {

    private record Waiting(PersistentCollection<?> collection, CollectionEntry entry) {

        CollectionPersister role() {
            return entry.getLoadedPersister();
        }
    }

    private final SharedSessionContractImplementor session;
    private final BatchLoaders loaders;

    CollectionBatch(SharedSessionContractImplementor session, BatchLoaders loaders) {
        this.session = session;
        this.loaders = loaders;
    }

    void load(PlanNode node, List<Object> collections) {
        for (List<Waiting> role : waiting(node, collections).values()) {
            for (int start = 0; start < role.size(); start += node.batchSize()) {
                loadOne(node, role.subList(start, Math.min(role.size(), start + node.batchSize())));
            }
        }
    }

    /** By role, because an attribute of a mapped superclass is one for each entity. */
    private Map<String, List<Waiting>> waiting(PlanNode node, List<Object> collections) {
        PersistenceContext context = session.getPersistenceContextInternal();
        Map<String, List<Waiting>> waiting = new LinkedHashMap<>();
        // By identity: hashCode of a persistent collection loads it.
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Object value : collections) {
            if (value instanceof PersistentCollection<?> collection
                    && !collection.wasInitialized()
                    && seen.add(value)) {
                CollectionEntry entry = context.getCollectionEntry(collection);
                if (entry == null || entry.getLoadedKey() == null) {
                    throw new UnmanagedEntityException(node.path());
                }
                waiting.computeIfAbsent(entry.getLoadedPersister().getRole(), role -> new ArrayList<>())
                        .add(new Waiting(collection, entry));
            }
        }
        return waiting;
    }

    private void loadOne(PlanNode node, List<Waiting> ours) {
        CollectionPersister role = ours.get(0).role();
        BatchFetchQueue queue = session.getPersistenceContextInternal().getBatchFetchQueue();
        List<Waiting> others = others(role);
        others.forEach(waiting -> queue.removeBatchLoadableCollection(waiting.entry()));
        ours.forEach(waiting -> queue.addBatchLoadableCollection(waiting.collection(), waiting.entry()));
        try {
            loaders.of(node, role, ours.size(), session)
                    .load(ours.get(0).entry().getLoadedKey(), session);
        } finally {
            ours.stream()
                    .filter(waiting -> !waiting.collection().wasInitialized())
                    .forEach(waiting -> queue.removeBatchLoadableCollection(waiting.entry()));
            if (session.getLoadQueryInfluencers().effectivelyBatchLoadable(role)) {
                others.stream()
                        .filter(waiting -> !waiting.collection().wasInitialized())
                        .forEach(waiting -> queue.addBatchLoadableCollection(waiting.collection(), waiting.entry()));
            }
        }
        finish(ours.get(0));
        // What the second-level cache has is left out of the statement.
        ours.forEach(waiting -> Hibernate.initialize(waiting.collection()));
    }

    /**
     * The first one is always asked for. Where no other is left to ask for, Hibernate takes its loader for a single collection,
     * which leaves one without rows as it was.
     */
    private void finish(Waiting first) {
        PersistentCollection<?> collection = first.collection();
        if (!collection.wasInitialized()) {
            collection.initializeEmptyCollection(first.role());
            first.entry().postInitialize(collection, session);
        }
    }

    /** What waits for this role, ours included. */
    private List<Waiting> others(CollectionPersister role) {
        List<Waiting> others = new ArrayList<>();
        session.getPersistenceContextInternal()
                .forEachCollectionEntry(
                        (collection, entry) -> {
                            if (entry.getLoadedPersister() == role && !collection.wasInitialized()) {
                                others.add(new Waiting(collection, entry));
                            }
                        },
                        false);
        return others;
    }
}
