package dev.headroom.fetch;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.Graph;
import jakarta.persistence.Subgraph;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** The joined associations of a plan as an entity graph, which is how JPA lets a query be told to join. */
final class JoinGraph {

    /** What the graph does not name is not loaded: so says Jakarta Persistence 3.2, section 3.7.4.1. */
    static final String HINT = "jakarta.persistence.fetchgraph";

    private JoinGraph() {}

    /**
     * The graph for a query of the entities, or null if they come the same without. Hibernate keeps the plan of a query
     * only if it has no graph ({@code SqmInterpretationsKey}); but even an empty one leaves eager associations for later,
     * which a query would select one by one.
     */
    static <E> @Nullable EntityGraph<E> ofQuery(
            SessionFactoryImplementor factory, Class<E> root, List<PlanNode> nodes) {
        boolean needed = nodes.stream().anyMatch(PlanNode::isJoined)
                || EagerAssociations.areIn(factory.getMappingMetamodel().getEntityDescriptor(root));
        return needed ? of(factory, root, nodes) : null;
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
        node.children().forEach(child -> add(target, child));
    }
}
