package dev.headroom.fetch;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.Graph;
import jakarta.persistence.Subgraph;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.engine.FetchTiming;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.sql.results.graph.Fetchable;
import org.hibernate.sql.results.graph.FetchableContainer;
import org.jspecify.annotations.Nullable;

/** The joined associations of a plan as an entity graph, which is how JPA makes a query join. */
final class JoinGraph {

    /** What the graph does not name is not loaded: so says Jakarta Persistence 3.2, section 3.7.4.1. */
    static final String HINT = "jakarta.persistence.fetchgraph";

    private JoinGraph() {}

    /**
     * The graph for a query of the entities, or null if they come the same without. Hibernate keeps the plan of a query
     * only if it has no graph ({@code SqmInterpretationsKey}); but even an empty one leaves eager associations for
     * later, which a query would select one by one.
     */
    static <E> @Nullable EntityGraph<E> ofQuery(
            SessionFactoryImplementor factory, Class<E> root, List<PlanNode> nodes) {
        boolean needed = nodes.stream().anyMatch(PlanNode::isJoined)
                || isAnyEagerIn(factory.getMappingMetamodel().getEntityDescriptor(root));
        return needed ? of(factory, root, nodes) : null;
    }

    /** Whether a query for entities would load associations that the mapping says are eager, of subclasses too. */
    private static boolean isAnyEagerIn(FetchableContainer container) {
        AtomicBoolean found = new AtomicBoolean();
        Consumer<Fetchable> look = fetchable -> {
            if (isEager(fetchable)) {
                found.set(true);
            }
        };
        container.visitFetchables(look, null);
        return found.get();
    }

    private static boolean isEager(Fetchable fetchable) {
        if (fetchable instanceof BasicValuedMapping) {
            return false;
        }
        if (fetchable instanceof EmbeddableValuedModelPart embedded) {
            return isAnyEagerIn(embedded);
        }
        return fetchable.getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE;
    }

    static <E> EntityGraph<E> of(SessionFactory factory, Class<E> root, List<PlanNode> nodes) {
        EntityGraph<E> graph = factory.createEntityGraph(root);
        nodes.forEach(node -> add(graph, node));
        return graph;
    }

    private static void add(Graph<?> graph, PlanNode node) {
        if (!node.isJoined()) {
            return;
        }
        Graph<?> owner = graph;
        List<String> attributes = node.attributes();
        for (String embedded : attributes.subList(0, attributes.size() - 1)) {
            owner = owner.addSubgraph(embedded);
        }
        String attribute = attributes.get(attributes.size() - 1);
        if (node.target() == null) {
            // A collection of values leads nowhere.
            owner.addAttributeNodes(attribute);
            return;
        }
        Subgraph<?> target = owner.addSubgraph(attribute);
        node.below().nodes().forEach(child -> add(target, child));
    }
}
