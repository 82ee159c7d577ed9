package dev.headroom.fetch;

import jakarta.persistence.metamodel.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * Which strategy an association gets. To-one associations are joined, because they add columns and no rows; collections are
 * loaded apart, because each of their rows would repeat the owner's columns, and two of them would multiply.
 */
final class StrategyRules {

    /** Beyond it, a row is mostly columns that other rows repeat, and databases begin to guess at join orders. */
    private static final int MOST_JOINS = 3;

    private final String root;
    private final boolean paged;
    private @Nullable String joinedCollection;

    /**
     * A strategy, and what it means for what is beneath.
     *
     * @param joinsBelow how many joins lead to the targets in their statement; null if that statement cannot join
     */
    record Choice(
            Strategy strategy, String reason, @Nullable Integer joinsBelow) {}

    StrategyRules(String root, boolean paged) {
        this.root = root;
        this.paged = paged;
    }

    /**
     * @param joins how many joins lead to the owner in its statement; null if that statement cannot join
     * @throws InvalidFetchPlanException if a join was asked for that cannot be
     */
    Choice choose(String path, Attribute<?, ?> attribute, @Nullable Integer joins, FetchNode spec) {
        if (spec.strategy() == Strategy.JOIN) {
            return join(path, attribute, joins, spec);
        }
        if (attribute.isCollection()) {
            return new Choice(
                    Strategy.SELECT,
                    spec.strategy() == null ? "a join would repeat the owner's columns in each row" : "as told",
                    null);
        }
        if (spec.strategy() == Strategy.SELECT) {
            return new Choice(Strategy.SELECT, "as told", 0);
        }
        if (spec.depth() > 1) {
            return new Choice(Strategy.SELECT, "recursive, a statement for each step", 0);
        }
        if (joins == null) {
            return new Choice(Strategy.SELECT, "its owners are the rows of a collection's statement", 0);
        }
        return joins < MOST_JOINS
                ? new Choice(Strategy.JOIN, "to-one, adds no rows", joins + 1)
                : new Choice(Strategy.SELECT, "more than " + MOST_JOINS + " joins deep", 0);
    }

    private Choice join(String path, Attribute<?, ?> attribute, @Nullable Integer joins, FetchNode spec) {
        if (joins == null) {
            throw refused(
                    path,
                    "is joined to the rows of a collection's own statement, which cannot join: leave join() out,"
                            + " or join the collection as well.");
        }
        if (spec.depth() > 1) {
            throw refused(path, "is joined and recursive: choose one.");
        }
        if (attribute.isCollection()) {
            refuseJoinedRows(path);
        }
        return new Choice(Strategy.JOIN, "as told", joins + 1);
    }

    private void refuseJoinedRows(String path) {
        if (paged) {
            throw refused(
                    path,
                    "is a joined collection in a plan for pages, whose limit would count its rows: leave join()"
                            + " out, or paged().");
        }
        if (joinedCollection != null) {
            throw refused(
                    path,
                    "is a second joined collection beside \"" + joinedCollection
                            + "\", and their rows would multiply: leave join() out of one.");
        }
        joinedCollection = path;
    }

    private InvalidFetchPlanException refused(String path, String problem) {
        return new InvalidFetchPlanException("Path \"" + path + "\" of " + root + " " + problem);
    }
}
