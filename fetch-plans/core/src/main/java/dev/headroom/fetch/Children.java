package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.ChildQuery;
import dev.headroom.fetch.internal.statement.Limiting;
import java.util.List;
import java.util.stream.Stream;

/**
 * Children of a plan that come back beside their owners, checked against the mapping.
 *
 * @param name unique in the plan
 * @param query finds them
 * @param nodes what is loaded into them
 * @param beside what comes back beside them
 */
record Children<C>(String name, ChildQuery<?, C> query, int batchSize, List<PlanNode> nodes, List<Children<?>> beside) {

    /** Each list of these, with all that is loaded into it and beside it. */
    static Stream<FetchStep> steps(List<Children<?>> lists, Limiting limiting) {
        return lists.stream()
                .flatMap(list -> Stream.of(
                                Stream.of(FetchStep.of(list, limiting)),
                                list.nodes().stream().flatMap(node -> node.steps(limiting)),
                                steps(list.beside(), limiting))
                        .flatMap(steps -> steps));
    }

    /** How many statements they need; each of these joins what the plan joins to the children. */
    static int statements(List<Children<?>> lists) {
        return lists.stream()
                .mapToInt(list -> 1 + PlanNode.statements(list.nodes(), true) + statements(list.beside()))
                .sum();
    }

    /** For how many owners one statement is, if their ids are no longer than most. */
    int batchSize(Limiting limiting) {
        return query.limit() == null ? batchSize : limiting.batchSize(batchSize);
    }
}
