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
 * @param warnings what costs further statements, a sentence each: an inverse one-to-one that only a subclass has is selected
 *     for each row of that class, because Hibernate can neither join it nor leave it for later
 */
public record FetchExplanation(
        String root, List<FetchStep> steps, int listStatements, int loadStatements, List<String> warnings) {

    /**
     * Checks and copies.
     *
     * @param root the name of the plan's entity
     * @param steps the associations
     * @param listStatements how many statements {@link FetchPlan#list} sends
     * @param loadStatements how many statements {@link FetchPlan#load} sends
     * @param warnings what costs further statements
     */
    public FetchExplanation {
        Objects.requireNonNull(root, "root");
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    static FetchExplanation of(String root, List<PlanNode> nodes, List<String> warnings) {
        return new FetchExplanation(
                root,
                nodes.stream()
                        .flatMap(PlanNode::withChildren)
                        .map(FetchStep::of)
                        .toList(),
                1 + PlanNode.statements(nodes, true),
                PlanNode.statements(nodes, false),
                warnings);
    }

    @Override
    public String toString() {
        return root + ": list() sends " + listStatements + " statements, load() " + loadStatements
                + steps.stream().map(step -> "\n  " + step).collect(Collectors.joining())
                + warnings.stream().map(warning -> "\n  warning: " + warning).collect(Collectors.joining());
    }
}
