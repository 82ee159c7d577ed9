package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.BatchLimit;
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
 * <p>Hibernate's own batches take whatever waits in the session, in the order in which it was registered, and lose all
 * of it at a flush. Here the queue is filled with exactly the collections that are asked for, and put back as it was.
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
        waiting(node, collections).values().forEach(ours -> loadRole(node, ours));
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

    /** The session is searched once for all batches: a search for each would take the square of the time. */
    private void loadRole(PlanNode node, List<Waiting> ours) {
        CollectionPersister role = ours.get(0).role();
        int batch = BatchLimit.ofKeys(
                session.getFactory(),
                node.batchSize(),
                role.getAttributeMapping().getKeyDescriptor().getJdbcTypeCount());
        BatchFetchQueue queue = session.getPersistenceContextInternal().getBatchFetchQueue();
        List<Waiting> all = all(role);
        all.forEach(waiting -> queue.removeBatchLoadableCollection(waiting.entry()));
        try {
            for (int start = 0; start < ours.size(); start += batch) {
                loadBatch(node, ours.subList(start, Math.min(ours.size(), start + batch)), queue);
            }
        } finally {
            if (session.getLoadQueryInfluencers().effectivelyBatchLoadable(role)) {
                all.stream()
                        .filter(waiting -> !waiting.collection().wasInitialized())
                        .forEach(waiting -> queue.addBatchLoadableCollection(waiting.collection(), waiting.entry()));
            }
        }
    }

    private void loadBatch(PlanNode node, List<Waiting> batch, BatchFetchQueue queue) {
        batch.forEach(waiting -> queue.addBatchLoadableCollection(waiting.collection(), waiting.entry()));
        try {
            loaders.of(node, batch.get(0).role(), batch.size(), session)
                    .load(batch.get(0).entry().getLoadedKey(), session);
        } finally {
            batch.stream()
                    .filter(waiting -> !waiting.collection().wasInitialized())
                    .forEach(waiting -> queue.removeBatchLoadableCollection(waiting.entry()));
        }
        finish(batch.get(0));
        // What the second-level cache has is left out of the statement.
        batch.forEach(waiting -> Hibernate.initialize(waiting.collection()));
    }

    /**
     * The first one is always asked for. Where no other is left to ask for, Hibernate takes its loader for a single
     * collection, which leaves one without rows as it was.
     */
    private void finish(Waiting first) {
        PersistentCollection<?> collection = first.collection();
        if (!collection.wasInitialized()) {
            collection.initializeEmptyCollection(first.role());
            first.entry().postInitialize(collection, session);
        }
    }

    /** What waits for this role, ours included. */
    private List<Waiting> all(CollectionPersister role) {
        List<Waiting> all = new ArrayList<>();
        session.getPersistenceContextInternal()
                .forEachCollectionEntry(
                        (collection, entry) -> {
                            if (entry.getLoadedPersister() == role && !collection.wasInitialized()) {
                                all.add(new Waiting(collection, entry));
                            }
                        },
                        false);
        return all;
    }
}
