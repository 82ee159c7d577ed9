package dev.headroom.projection;

import java.util.ArrayList;
import java.util.List;

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

        Attribute then(Attribute rest) {
            List<Step> all = new ArrayList<>(steps);
            all.addAll(rest.steps());
            return new Attribute(all, rest.foreignKey());
        }
    }

    /**
     * An expression of the query language.
     *
     * @param text in which {@code e} is the entity
     */
    record Expression(String text) implements Source {}

    /**
     * One attribute of a path.
     *
     * @param toOne whether it leads to another entity, by a join, and not into an embeddable or to a value
     */
    record Step(String name, boolean toOne) {}
}
