package dev.headroom.fetch;

import dev.headroom.fetch.internal.mapping.ToOne;
import jakarta.persistence.metamodel.Attribute;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which strategy an association gets. To-one associations are joined, because they add columns and no rows; collections
 * are loaded apart, because each of their rows would repeat the owner's columns, and two of them would multiply.
 */
final class StrategyRules {

    /** Beyond it, a row is mostly columns that other rows repeat, and databases begin to guess at join orders. */
    private static final int MOST_JOINS = 3;

    private final String root;
    private final boolean paged;
    private @Nullable String joinedCollection;

    /** Why an association is not joined to its owner unless that is asked for, or not at all. */
    enum Obstacle {
        /**
         * Each owner is a row of a collection, which a second collection would multiply; a to-one association does not.
         */
        ROWS("its owners are the rows of a collection"),
        /** Hibernate cannot join what only one of several classes has. */
        SUBCLASS("only a subclass has it"),
        /** A graph starts from an entity. */
        VALUES("its owners are values of a collection");

        private final String reason;

        Obstacle(String reason) {
            this.reason = reason;
        }
    }

    /**
     * What a statement may still join.
     *
     * @param count how many joins lead to the owner
     * @param obstacle what speaks against another one; null if nothing does
     * @param passed the associations that they follow
     */
    record Joins(int count, @Nullable Obstacle obstacle, Set<ToOne> passed) {

        static final Joins NONE = new Joins(0, null, Set.of());

        static Joins none(Obstacle obstacle) {
            return new Joins(0, obstacle, Set.of());
        }

        Joins below(Association association) {
            Set<ToOne> all = new HashSet<>(passed);
            if (association.toOne() != null) {
                all.add(association.toOne());
            }
            return new Joins(count + 1, obstacle == Obstacle.ROWS ? obstacle : null, all);
        }

        Joins ofSubclass() {
            return new Joins(count, Obstacle.SUBCLASS, passed);
        }

        /**
         * Whether an association leads to itself: Hibernate joins it once, and selects each further step row by row.
         */
        boolean repeat(Association association) {
            return association.toOne() != null && passed.contains(association.toOne());
        }
    }

    /**
     * A strategy, and what it means for what is beneath.
     *
     * @param below what leads to the targets in their statement
     */
    record Choice(Strategy strategy, String reason, Joins below) {}

    /**
     * What is to be loaded.
     *
     * @param toOne what Hibernate makes of it; null for a collection
     * @param filtered whether it is a many-to-many that a filter may narrow
     */
    record Association(
            String path,
            Attribute<?, ?> attribute,
            @Nullable ToOne toOne,
            boolean filtered) {

        /** Why a join would not do; null if it would. */
        @Nullable String unjoinable() {
            if (filtered) {
                return "is a many-to-many that a filter may narrow: Hibernate fails to join a row that is left out";
            }
            return toOne == null ? null : toOne.unjoinable();
        }
    }

    StrategyRules(String root, boolean paged) {
        this.root = root;
        this.paged = paged;
    }

    /**
     * @param joins what leads to the owner in its statement
     * @throws InvalidFetchPlanException if a strategy was asked for that cannot be
     */
    Choice choose(Association association, Joins joins, FetchNode spec) {
        if (spec.strategy() == Strategy.JOIN) {
            return join(association, joins, spec);
        }
        if (association.attribute().isCollection()) {
            String reason = spec.strategy() == null
                    ? "a join would repeat the owner's columns in each row"
                    : "that is what was asked for";
            return new Choice(Strategy.SELECT, reason, Joins.none(Obstacle.ROWS));
        }
        if (spec.strategy() == Strategy.SELECT) {
            return new Choice(Strategy.SELECT, "that is what was asked for", Joins.NONE);
        }
        if (spec.depth() > 1) {
            return new Choice(Strategy.SELECT, "it is recursive", Joins.NONE);
        }
        if (joins.obstacle() != null && joins.obstacle() != Obstacle.ROWS) {
            return new Choice(Strategy.SELECT, joins.obstacle().reason, Joins.NONE);
        }
        if (association.unjoinable() != null) {
            return new Choice(Strategy.SELECT, "a join would lose a target that is hidden or missing", Joins.NONE);
        }
        if (joins.repeat(association)) {
            return new Choice(
                    Strategy.SELECT, "it is joined already on the way, and Hibernate joins it once", Joins.NONE);
        }
        return joins.count() < MOST_JOINS
                ? new Choice(Strategy.JOIN, "it is to-one and adds no rows", joins.below(association))
                : new Choice(Strategy.SELECT, "it is more than " + MOST_JOINS + " joins deep", Joins.NONE);
    }

    /**
     * For an association that Hibernate loads with its owner in any case, by a statement for each owner unless it is
     * joined.
     *
     * @throws InvalidFetchPlanException if a statement of its own was asked for
     */
    Choice eager(Association association, Joins joins, FetchNode spec) {
        if (spec.strategy() == Strategy.SELECT) {
            String reason =
                    association.toOne() == null ? null : association.toOne().immediate();
            throw refused(
                    association.path(),
                    (reason == null ? "is part of an identifier" : reason)
                            + ": Hibernate cannot leave it for later, so it is joined. Leave select() out.");
        }
        return new Choice(
                Strategy.JOIN,
                "it cannot be lazy, and Hibernate would select it for each owner",
                joins.below(association));
    }

    private Choice join(Association association, Joins joins, FetchNode spec) {
        String path = association.path();
        if (joins.obstacle() == Obstacle.SUBCLASS || joins.obstacle() == Obstacle.VALUES) {
            throw refused(path, "cannot be joined, because " + joins.obstacle().reason + ": leave join() out.");
        }
        if (spec.depth() > 1) {
            throw refused(path, "is joined and recursive: choose one.");
        }
        String unjoinable = association.unjoinable();
        if (unjoinable != null) {
            throw refused(path, unjoinable + ". Leave join() out.");
        }
        if (joins.repeat(association)) {
            throw refused(path, "is joined already on the way, and Hibernate joins it once: leave join() out of one.");
        }
        if (association.attribute().isCollection()) {
            refuseJoinedRows(path, joins);
        }
        return new Choice(Strategy.JOIN, "that is what was asked for", joins.below(association));
    }

    private void refuseJoinedRows(String path, Joins joins) {
        if (joins.obstacle() == Obstacle.ROWS) {
            throw refused(
                    path,
                    "is a collection that is joined to the rows of another one, which would multiply: leave join() out.");
        }
        if (paged) {
            throw refused(
                    path,
                    "is a joined collection in a plan for pages, whose limit would count its rows: leave join()"
                            + " out, or paged().");
        }
        if (joinedCollection != null) {
            throw refused(
                    path,
                    "is a second joined collection after \"" + joinedCollection
                            + "\", and their rows would multiply: leave join() out of one.");
        }
        joinedCollection = path;
    }

    private InvalidFetchPlanException refused(String path, String problem) {
        return new InvalidFetchPlanException("Path \"" + path + "\" of " + root + " " + problem);
    }
}
