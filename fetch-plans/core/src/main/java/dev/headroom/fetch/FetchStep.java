package dev.headroom.fetch;

import dev.headroom.fetch.internal.statement.Limiting;
import java.util.Objects;

/**
 * How one association of a {@link FetchPlan} is loaded.
 *
 * @param path of the association, from the root; below a list of children that {@link ChildNode#as} names, it
 *     starts with that name
 * @param strategy how it is loaded; {@link FetchPlan#load} has no query, so it loads a joined association of a root by
 *     a statement of its own
 * @param batchSize how many owners (of a collection) or targets (of a reference) one of its statements is for at most
 * @param depth how often it is followed, a statement for each
 * @param reason why, for a person to read; the text may change
 */
public record FetchStep(String path, Strategy strategy, int batchSize, int depth, String reason) {

    /**
     * Checks.
     *
     * @param path of the association
     * @param strategy how it is loaded
     * @param batchSize how many one statement is for at most
     * @param depth how often it is followed
     * @param reason why
     */
    public FetchStep {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(reason, "reason");
    }

    static FetchStep of(PlanNode node) {
        return new FetchStep(node.path(), node.strategy(), node.batchSize(), node.depth(), node.reason());
    }

    static FetchStep of(ChildPlan<?> list, Limiting limiting) {
        return new FetchStep(
                list.name(),
                Strategy.CHILDREN,
                list.batchSize(limiting),
                1,
                list.query().explanation(limiting));
    }

    @Override
    public String toString() {
        String select = "select for each " + batchSize + (depth > 1 ? ", up to " + depth + " times" : "");
        String how = switch (strategy) {
            case JOIN -> "join";
            case SELECT -> select;
            case CHILDREN -> "children, " + select;
        };
        return path + ": " + how + ", because " + reason;
    }
}
