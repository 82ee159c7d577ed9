package dev.headroom.projection;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where a value comes from: what a column of a statement selects. */
sealed interface Source {

    /** The ways to ids that are null if there is no target, where the value itself is not. */
    List<List<Step>> guards();

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

        /**
         * The way to the association whose target has the column; empty if the entity of the statement has it. What lies
         * behind a step that is not joined would be an inner join.
         */
        List<Step> joined() {
            boolean target = !foreignKey;
            for (int last = steps.size() - 1; last >= 0; last--) {
                if (steps.get(last).toOne()) {
                    if (target) {
                        return steps.subList(0, last + 1);
                    }
                    target = true;
                }
            }
            return List.of();
        }

        @Override
        public List<List<Step>> guards() {
            return IntStream.range(2, steps.size())
                    .filter(end ->
                            steps.get(end - 1).name().equals(steps.get(end - 2).embeddedId()))
                    .mapToObj(end -> steps.subList(0, end))
                    .toList();
        }
    }

    /**
     * An expression of the query language.
     *
     * @param text in which {@code e} is the entity
     */
    record Expression(String text) implements Source {

        @Override
        public List<List<Step>> guards() {
            return List.of();
        }
    }

    /**
     * One attribute of a path.
     *
     * @param toOne whether it leads to another entity, by a join, and not into an embeddable or to a value
     * @param of the subclass that has it; null if what the path has led to has it
     * @param embeddedId the id of the target, whose values Hibernate reads from the owner also where there is no target; null
     *     if it is no embeddable
     */
    record Step(
            String name,
            boolean toOne,
            @Nullable String of,
            @Nullable String embeddedId) {}
}
