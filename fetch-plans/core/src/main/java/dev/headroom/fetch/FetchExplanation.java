package dev.headroom.fetch;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The statements that a {@link FetchPlan} runs, and why. {@link #toString} writes it out, a line for each association:
 *
 * <pre>
 * Playlist: list() sends 2 statements, load() 2
 *   owner: join, because it is to-one and adds no rows
 *   tracks: select for each 1000, because a join would repeat the owner's columns in each row
 *   tracks.album: join, because it is to-one and adds no rows
 *   tracks.album.artist: join, because it is to-one and adds no rows
 * </pre>
 *
 * @param root the name of the plan's entity
 * @param steps the associations in the order in which they are loaded, each after its owner
 * @param listStatements how many statements {@link FetchPlan#list} sends where every statement finds something to load and one
 *     batch is enough: the query, and each association that is selected. Fewer where nothing is missing, one more for each
 *     further batch
 * @param loadStatements the same for {@link FetchPlan#load}, which has no query to join roots' associations to; also what
 *     {@code list} adds to a native query
 */
public record FetchExplanation(String root, List<FetchStep> steps, int listStatements, int loadStatements) {

    /**
     * Checks and copies.
     *
     * @param root the name of the plan's entity
     * @param steps the associations
     * @param listStatements how many statements {@link FetchPlan#list} sends
     * @param loadStatements how many statements {@link FetchPlan#load} sends
     */
    public FetchExplanation {
        Objects.requireNonNull(root, "root");
        steps = List.copyOf(steps);
    }

    static FetchExplanation of(String root, List<PlanNode> nodes) {
        return new FetchExplanation(
                root,
                nodes.stream()
                        .flatMap(PlanNode::withChildren)
                        .map(FetchStep::of)
                        .toList(),
                1 + PlanNode.statements(nodes, true),
                PlanNode.statements(nodes, false));
    }

    @Override
    public String toString() {
        return root + ": list() sends " + listStatements + " statements, load() " + loadStatements
                + steps.stream().map(step -> "\n  " + step).collect(Collectors.joining());
    }
}
