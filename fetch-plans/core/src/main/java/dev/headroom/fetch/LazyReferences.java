package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.OwnerIds;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaRoot;

/**
 * Side of a one-to-one without a column, of entities whose bytecode was enhanced: Hibernate leaves the attribute itself
 * for later, so there is no reference yet that could be loaded. A query that joins it puts it into the entities that
 * are there.
 */
final class LazyReferences {

    private final SharedSessionContractImplementor session;

    LazyReferences(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /** Loads it for those owners that do not have it, with what the plan joins to it. */
    void load(PlanNode node, Collection<?> owners) {
        if (node.plural()) {
            return;
        }
        Map<EntityPersister, List<Object>> missing = new LinkedHashMap<>();
        for (Object owner : owners) {
            EntityEntry entry = session.getPersistenceContextInternal().getEntry(owner);
            if (entry != null && isMissing(node, owner, entry.getPersister())) {
                missing.computeIfAbsent(entry.getPersister(), type -> new ArrayList<>())
                        .add(entry.getId());
            }
        }
        missing.forEach((type, ids) -> read(node, type.getMappedClass(), ids));
    }

    private static boolean isMissing(PlanNode node, Object owner, EntityPersister type) {
        return type.hasLazyProperties()
                && !type.getBytecodeEnhancementMetadata()
                        .isAttributeLoaded(owner, node.attributes().get(0));
    }

    private <E> void read(PlanNode node, Class<E> owner, List<Object> ids) {
        EntityGraph<E> graph = JoinGraph.of(session.getFactory(), owner, List.of(node.joined()));
        int batch = OwnerIds.batchSize(owner, node.batchSize(), session);
        for (int start = 0; start < ids.size(); start += batch) {
            OwnerIds some = new OwnerIds(owner, ids.subList(start, Math.min(ids.size(), start + batch)), session);
            HibernateCriteriaBuilder cb = session.getFactory().getCriteriaBuilder();
            JpaCriteriaQuery<E> query = cb.createQuery(owner);
            JpaRoot<E> owners = query.from(owner);
            TypedQuery<E> statement = session.createQuery(query.select(owners).where(some.condition(owners)));
            some.bind(statement);
            statement.setFlushMode(FlushModeType.COMMIT).setHint(JoinGraph.HINT, graph);
            statement.getResultList();
        }
    }
}
