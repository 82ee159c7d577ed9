package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.ChildQuery;
import dev.headroom.fetch.internal.statement.Limiting;
import dev.headroom.fetch.internal.statement.OwnerIds;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Reads the lists of children of a plan, by one statement for each batch of owners. */
final class ChildReader {

    private final SharedSessionContractImplementor session;

    ChildReader(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /** The children of all owners. */
    <C> List<C> read(ChildPlan<C> children, Collection<?> owners, ChildLists lists) {
        Class<?> owner = children.query().owner();
        Map<Object, List<Object>> byId = byId(children, owners);
        List<Object> ids = new ArrayList<>(byId.keySet());
        int batch = OwnerIds.batchSize(owner, children.batchSize(), session);
        if (children.query().limit() != null) {
            batch = limiting().batchSize(batch);
        }
        List<C> all = new ArrayList<>();
        for (int start = 0; start < ids.size(); start += batch) {
            List<Object> some = ids.subList(start, Math.min(ids.size(), start + batch));
            read(children, some).forEach((id, found) -> {
                byId.getOrDefault(id, List.of()).forEach(instance -> lists.put(children, instance, found));
                all.addAll(found);
            });
        }
        return all;
    }

    /** Two instances may be of one row if one of them is detached. */
    private Map<Object, List<Object>> byId(ChildPlan<?> children, Collection<?> owners) {
        Map<Object, List<Object>> byId = new LinkedHashMap<>();
        for (Object owner : owners) {
            if (children.query().owner().isInstance(owner)) {
                Object id = session.getEntityPersister(null, owner).getIdentifier(owner, session);
                if (id == null) {
                    throw new UnmanagedEntityException(children.name());
                }
                byId.computeIfAbsent(id, key -> new ArrayList<>()).add(owner);
            }
        }
        return byId;
    }

    private <C> Map<Object, List<C>> read(ChildPlan<C> children, List<Object> ids) {
        Map<Object, List<C>> found = new LinkedHashMap<>();
        ids.forEach(id -> found.put(id, new ArrayList<>()));
        Class<C> type = children.query().child();
        for (Object[] row : rows(children, ids)) {
            found.computeIfAbsent(row[0], id -> new ArrayList<>()).add(type.cast(Hibernate.unproxy(row[1])));
        }
        return found;
    }

    private List<Object[]> rows(ChildPlan<?> children, List<Object> ids) {
        ChildQuery<?, ?> query = children.query();
        OwnerIds owners = new OwnerIds(query.owner(), ids, session);
        ChildQuery.Shape shape = new ChildQuery.Shape(query.link().hasBackReference(session), limiting(), owners);
        TypedQuery<Object[]> statement =
                session.createQuery(query.make(session.getFactory().getCriteriaBuilder(), shape));
        owners.bind(statement);
        // Without a graph, eager associations of the children would cost a statement for each child.
        statement.setHint(
                JoinGraph.HINT,
                JoinGraph.of(
                        session.getFactory(), query.child(), children.below().nodes()));
        return statement.getResultList();
    }

    private Limiting limiting() {
        return Limiting.of(session.getFactory().getJdbcServices().getDialect());
    }
}
