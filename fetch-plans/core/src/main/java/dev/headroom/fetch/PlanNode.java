package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.Limiting;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An association of a plan, checked against the mapping.
 *
 * @param path from the root
 * @param attributes the names that lead from the owner to it: embeddables, then the association
 * @param plural whether it is a collection
 * @param target the entity that it leads to; null for a collection of values
 * @param reason why it is loaded by its strategy
 * @param depth how often it is followed
 * @param owner the only class of owners that it is loaded for; null for all
 * @param beside what comes back beside the targets
 */
record PlanNode(
        String path,
        List<String> attributes,
        boolean plural,
        @Nullable Class<?> target,
        Strategy strategy,
        String reason,
        int batchSize,
        int depth,
        @Nullable Class<?> owner,
        List<PlanNode> children,
        List<Children<?>> beside) {

    boolean isJoined() {
        return strategy == Strategy.JOIN;
    }

    /** The same where it is the statement of its owner that reads it. */
    PlanNode joined() {
        return new PlanNode(
                path, attributes, plural, target, Strategy.JOIN, reason, batchSize, depth, owner, children, beside);
    }

    /** Whether its targets are owners of something that is loaded in turn. */
    boolean leadsOn() {
        return depth > 1 || !children.isEmpty() || !beside.isEmpty();
    }

    /** This node, all beneath it and all beside its targets. */
    Stream<FetchStep> steps(Limiting limiting) {
        return Stream.of(
                        Stream.of(FetchStep.of(this)),
                        children.stream().flatMap(child -> child.steps(limiting)),
                        Children.steps(beside, limiting))
                .flatMap(steps -> steps);
    }

    /**
     * How many statements some associations of the same owner need.
     *
     * @param joining whether the statement that loads the owner has joined what the plan joins
     */
    static int statements(List<PlanNode> nodes, boolean joining) {
        return nodes.stream().mapToInt(node -> node.statements(joining)).sum();
    }

    private int statements(boolean joining) {
        // Whatever statement loads this, it joins for those beneath.
        int beneath = statements(children, true) + Children.statements(beside);
        return isJoined() && joining ? beneath : depth * (1 + beneath);
    }

    /** The collections that this node's own statement joins. */
    Stream<PlanNode> joinedCollections() {
        if (!isJoined()) {
            return Stream.of();
        }
        return Stream.concat(
                plural ? Stream.of(this) : Stream.of(), children.stream().flatMap(PlanNode::joinedCollections));
    }
}
