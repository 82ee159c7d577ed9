package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.Limiting;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a plan loads for the entities at one place: the roots, the targets of an association, or the children of a list.
 *
 * @param nodes associations that are loaded into the entities
 * @param children lists of children that are read for them
 */
record Level(List<PlanNode> nodes, List<ChildPlan<?>> children) {

    static final Level NONE = new Level(List.of(), List.of());

    boolean isEmpty() {
        return nodes.isEmpty() && children.isEmpty();
    }

    /** All steps of this level and of those beneath, in the order of the plan. */
    Stream<FetchStep> steps(Limiting limiting) {
        return Stream.concat(
                nodes.stream().flatMap(node -> node.steps(limiting)),
                children.stream().flatMap(list -> list.steps(limiting)));
    }

    /**
     * How many statements it needs, with all levels beneath.
     *
     * @param joining whether the statement that loads the entities has joined what the plan joins
     */
    int statements(boolean joining) {
        return nodes.stream().mapToInt(node -> node.statements(joining)).sum()
                + children.stream().mapToInt(ChildPlan::statements).sum();
    }

    /** The lists of children of this level and of those beneath. */
    Stream<ChildPlan<?>> lists() {
        return Stream.concat(
                nodes.stream().flatMap(node -> node.below().lists()),
                children.stream()
                        .flatMap(list ->
                                Stream.concat(Stream.of(list), list.below().lists())));
    }

    /** The collections that the statement of these entities joins. */
    Stream<PlanNode> joinedCollections() {
        return nodes.stream().flatMap(PlanNode::joinedCollections);
    }
}
