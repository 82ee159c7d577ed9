package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.Limiting;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The statements that a {@link FetchPlan} runs, and why. {@link #toString} has a line for each association and for each
 * list of {@linkplain FetchPlanBuilder#children children}:
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
 * @param steps the associations and the lists of children, each followed by what is loaded for it
 * @param listStatements how many statements {@link FetchPlan#list} sends if every statement finds something to load and
 *     one batch is enough: the query, and one for each selected association. It is fewer where nothing is missing, and
 *     one more for each further batch. Of a plan with lists of children, it is what {@link
 *     FetchPlan#fetch(jakarta.persistence.TypedQuery)} sends
 * @param loadStatements the same for {@link FetchPlan#load}, or {@code fetch} of entities that you have already: there
 *     is no query to join to. {@code list} adds as many to a native query, a query with {@code group by} and a union
 * @param warnings what costs further statements, a sentence each. Hibernate selects a reference that cannot be a proxy
 *     for each row, unless it is joined; an inverse one-to-one that only a subclass has cannot be joined
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

    static FetchExplanation of(String root, Level roots, Limiting limiting, List<String> warnings) {
        return new FetchExplanation(
                root, roots.steps(limiting).toList(), 1 + roots.statements(true), roots.statements(false), warnings);
    }

    @Override
    public String toString() {
        boolean fetches = steps.stream().anyMatch(step -> step.strategy() == Strategy.CHILDREN);
        return root
                + (fetches ? ": fetch() of a query sends " : ": list() sends ")
                + listStatements
                + (fetches ? " statements, of entities " : " statements, load() ")
                + loadStatements
                + steps.stream().map(step -> "\n  " + step).collect(Collectors.joining())
                + warnings.stream().map(warning -> "\n  warning: " + warning).collect(Collectors.joining());
    }
}
