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
 * @param below what is loaded for the targets
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
        Level below) {

    boolean isJoined() {
        return strategy == Strategy.JOIN;
    }

    /** The same where it is the statement of its owner that reads it. */
    PlanNode joined() {
        return new PlanNode(path, attributes, plural, target, Strategy.JOIN, reason, batchSize, depth, owner, below);
    }

    /** Whether its targets are owners of something that is loaded in turn. */
    boolean leadsOn() {
        return depth > 1 || !below.isEmpty();
    }

    /** This node, and all that is loaded for its targets. */
    Stream<FetchStep> steps(Limiting limiting) {
        return Stream.concat(Stream.of(FetchStep.of(this)), below.steps(limiting));
    }

    /**
     * How many statements it needs, with all beneath it.
     *
     * @param joining whether the statement that loads the owner has joined what the plan joins
     */
    int statements(boolean joining) {
        // Whatever statement loads this, it joins for those beneath.
        int beneath = below.statements(true);
        return isJoined() && joining ? beneath : depth * (1 + beneath);
    }

    /** The collections that this node's own statement joins. */
    Stream<PlanNode> joinedCollections() {
        if (!isJoined()) {
            return Stream.of();
        }
        return Stream.concat(plural ? Stream.of(this) : Stream.of(), below.joinedCollections());
    }
}
