package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.ChildQuery;
import dev.headroom.fetch.internal.statement.Limiting;
import java.util.stream.Stream;

/**
 * A list of children of a plan, checked against the mapping.
 *
 * @param name unique in the plan
 * @param query finds the children
 * @param below what is loaded for the children
 */
record ChildPlan<C>(String name, ChildQuery<?, C> query, int batchSize, Level below) {

    /** This list, and all that is loaded for its children. */
    Stream<FetchStep> steps(Limiting limiting) {
        return Stream.concat(Stream.of(FetchStep.of(this, limiting)), below.steps(limiting));
    }

    /** How many statements it needs; its own joins what the plan joins to the children. */
    int statements() {
        return 1 + below.statements(true);
    }

    /** For how many owners one statement is, if their ids are no longer than most. */
    int batchSize(Limiting limiting) {
        return query.limit() == null ? batchSize : limiting.batchSize(batchSize);
    }
}
