package dev.headroom.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a value comes from: what a column of a statement selects. */
sealed interface Source {

    /**
     * An attribute.
     *
     * @param steps from the entity of the statement; none for an element that is a value itself
     * @param foreignKey whether it is the id of a target that the owner's own column holds, so that no join is needed
     */
    record Attribute(List<Step> steps, boolean foreignKey) implements Source {

        public Attribute {
            steps = List.copyOf(steps);
        }

        /** The way to the association that leads here last; empty if none does. */
        List<Step> association() {
            for (int last = steps.size() - 1; last >= 0; last--) {
                if (steps.get(last).toOne()) {
                    return steps.subList(0, last + 1);
                }
            }
            return List.of();
        }
    }

    /**
     * An expression of the query language.
     *
     * @param text in which {@code e} is the entity
     */
    record Expression(String text) implements Source {}

    /**
     * The id of an entity whose id has several attributes, as one value.
     *
     * @param steps the way to the association that leads to the entity; none for the entity of the statement
     */
    record Identity(List<Step> steps) implements Source {}

    /**
     * One attribute of a path.
     *
     * @param toOne whether it leads to another entity, by a join, and not into an embeddable or to a value
     * @param of the subclass that has it; null if what the path has led to has it
     */
    record Step(String name, boolean toOne, @Nullable String of) {

        Step(String name, boolean toOne) {
            this(name, toOne, null);
        }
    }
}
