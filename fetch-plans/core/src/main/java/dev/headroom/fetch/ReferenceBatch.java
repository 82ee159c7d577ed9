package dev.headroom.fetch;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.FindOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.BatchSize;
import org.hibernate.Hibernate;
import org.hibernate.OrderingMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.graph.GraphSemantic;

/** Loads the targets of a to-one association, each once, however many owners refer to it. */
final class ReferenceBatch {

    private final SharedSessionContractImplementor session;

    ReferenceBatch(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /** The targets that are there, each once. */
    List<Object> load(PlanNode node, List<Object> repeated) {
        // Whether a proxy is loaded is a call by reflection, and many owners share a target.
        Set<Object> references = Collections.newSetFromMap(new IdentityHashMap<>(repeated.size()));
        references.addAll(repeated);
        Set<Object> missing = new LinkedHashSet<>();
        for (Object reference : references) {
            if (!Hibernate.isInitialized(reference)) {
                missing.add(session.getFactory().getPersistenceUnitUtil().getIdentifier(reference));
            }
        }
        if (!missing.isEmpty()) {
            find(node, Objects.requireNonNull(node.target()), new ArrayList<>(missing));
        }
        // A proxy stays as it is where its row is gone, as it would without a plan.
        return references.stream().filter(Hibernate::isInitialized).toList();
    }

    /** Puts the rows behind the proxies that are there already. */
    private <E> void find(PlanNode node, Class<E> target, List<Object> ids) {
        SessionFactoryImplementor factory = session.getFactory();
        int columns = factory.getMappingMetamodel()
                .getEntityDescriptor(target)
                .getIdentifierMapping()
                .getJdbcTypeCount();
        int batch = BatchLimit.ofKeys(factory, node.batchSize(), columns);
        EntityGraph<E> graph = JoinGraph.of(factory, target, node.children());
        if (!(session instanceof Session found)) {
            // A stateless session manages nothing.
            throw new UnmanagedEntityException(node.path());
        }
        // Hibernate's own batch size does not split what goes as an array.
        for (int start = 0; start < ids.size(); start += batch) {
            List<Object> some = ids.subList(start, Math.min(ids.size(), start + batch));
            FindOption[] options = {new BatchSize(batch), OrderingMode.UNORDERED, GraphSemantic.FETCH};
            found.findMultiple(graph, some, options);
        }
    }
}
