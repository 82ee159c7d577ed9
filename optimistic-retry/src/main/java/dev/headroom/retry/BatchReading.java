package dev.headroom.retry;

import dev.headroom.retry.internal.Transactions;
import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Reads many entities past the second-level cache, by one statement.
 *
 * @param more loads what else the application needs of them
 */
record BatchReading<E>(VersionedEntity<E> entity, BiConsumer<EntityManager, Collection<E>> more) {

    static <E> BatchReading<E> of(VersionedEntity<E> entity) {
        return new BatchReading<>(entity, (entityManager, read) -> {});
    }

    /** Those that there are, in the order of the ids, in a transaction that ends before this returns. */
    Map<Object, Snapshot<E>> from(Transactions transactions, List<Object> ids) {
        return transactions.read(entityManager -> from(entityManager, ids));
    }

    private Map<Object, Snapshot<E>> from(EntityManager entityManager, List<Object> ids) {
        Map<Object, Snapshot<E>> snapshots = new LinkedHashMap<>();
        List<E> found = new ArrayList<>();
        List<@Nullable E> all = entityManager
                .unwrap(Session.class)
                .findMultiple(entity.type(), ids, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS);
        for (int place = 0; place < ids.size(); place++) {
            E one = all.get(place);
            if (one != null) {
                snapshots.put(ids.get(place), entity.snapshot(one));
                found.add(one);
            }
        }
        more.accept(entityManager, found);
        return snapshots;
    }
}
