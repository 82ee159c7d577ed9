package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.BatchLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.BatchSize;
import org.hibernate.Hibernate;
import org.hibernate.OrderingMode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.graph.spi.RootGraphImplementor;
import org.hibernate.internal.find.FindMultipleByKeyOperation;
import org.hibernate.loader.internal.LoadAccessContext;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;

/** Loads the targets of a to-one association, each once, however many owners refer to it. */
final class ReferenceBatch {

    private final SharedSessionContractImplementor session;

    ReferenceBatch(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /** The targets that are there, each once. */
    List<Object> load(PlanNode node, List<Object> repeated) {
        Targets targets = new Targets(
                node.path(),
                Objects.requireNonNull(node.target()),
                node.batchSize(),
                node.below().nodes());
        return load(targets, repeated);
    }

    /**
     * The roots that are there, each once: those that are proxies are read together, with what the plan joins to them.
     */
    List<Object> loadRoots(Class<?> root, List<PlanNode> nodes, Collection<?> repeated) {
        Targets targets = new Targets(root.getSimpleName(), root, FetchPlanBuilder.DEFAULT_BATCH_SIZE, nodes);
        return load(
                targets,
                repeated.stream()
                        .filter(Objects::nonNull)
                        .<Object>map(one -> one)
                        .toList());
    }

    /** What is read, and with what. */
    private record Targets(String path, Class<?> type, int batchSize, List<PlanNode> joined) {}

    private List<Object> load(Targets targets, List<Object> repeated) {
        // Whether a proxy is loaded is a call by reflection, and many owners share a target.
        Set<Object> references = Collections.newSetFromMap(new IdentityHashMap<>(repeated.size()));
        references.addAll(repeated);
        Set<Object> missing = new LinkedHashSet<>();
        for (Object reference : references) {
            if (!isLoaded(reference)) {
                refuseForeign(targets, reference);
                missing.add(session.getFactory().getPersistenceUnitUtil().getIdentifier(reference));
            }
        }
        if (!missing.isEmpty()) {
            find(targets, targets.type(), new ArrayList<>(missing));
        }
        // A proxy stays as it is where its row is not found, as it would without a plan.
        return references.stream().filter(this::isLoaded).toList();
    }

    /** A row has several proxies where associations of several classes lead to it, and Hibernate loads one of them. */
    private boolean isLoaded(Object reference) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(reference);
        if (proxy != null && proxy.isUninitialized() && proxy.getSession() == session) {
            Object entity = proxy.getImplementation(session);
            if (entity != null && HibernateProxy.extractLazyInitializer(entity) == null) {
                proxy.setImplementation(entity);
            }
        }
        return Hibernate.isInitialized(reference);
    }

    /** A row that is read in this session would not come to the proxy of another one. */
    private void refuseForeign(Targets targets, Object reference) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(reference);
        boolean ours = proxy == null
                // Enhanced bytecode is its own proxy.
                ? session.getPersistenceContextInternal().isEntryFor(reference)
                : proxy.getSession() == session;
        if (!ours) {
            throw new UnmanagedEntityException(targets.path());
        }
    }

    /** Puts the rows behind the proxies that are there already. */
    private <E> void find(Targets targets, Class<E> type, List<Object> ids) {
        SessionFactoryImplementor factory = session.getFactory();
        int columns = factory.getMappingMetamodel()
                .getEntityDescriptor(type)
                .getIdentifierMapping()
                .getJdbcTypeCount();
        int batch = BatchLimit.ofKeys(factory, targets.batchSize(), columns);
        RootGraphImplementor<E> graph = (RootGraphImplementor<E>) JoinGraph.of(factory, type, targets.joined());
        if (!(session instanceof LoadAccessContext context)) {
            // A stateless session manages nothing.
            throw new UnmanagedEntityException(targets.path());
        }
        // Hibernate's own batch size does not split what goes as an array.
        try {
            for (int start = 0; start < ids.size(); start += batch) {
                List<Object> some = ids.subList(start, Math.min(ids.size(), start + batch));
                operation(type, batch).performFind(some, GraphSemantic.FETCH, graph, context);
            }
        } finally {
            session.afterOperation(true);
        }
    }

    /** What {@code findMultiple} does, which has no way to say that the graph is all: it also loads what is eager. */
    private <E> FindMultipleByKeyOperation<E> operation(Class<E> type, int batch) {
        SessionFactoryImplementor factory = session.getFactory();
        return new FindMultipleByKeyOperation<>(
                factory.getMappingMetamodel().getEntityDescriptor(type),
                null,
                session.getCacheMode(),
                session.getPersistenceContextInternal().isDefaultReadOnly(),
                factory,
                new BatchSize(batch),
                OrderingMode.UNORDERED);
    }
}
