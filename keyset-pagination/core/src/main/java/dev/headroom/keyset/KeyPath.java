package dev.headroom.keyset;

import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way from an entity to a basic attribute. */
record KeyPath(List<KeyPath.Step> steps) {

    /**
     * One attribute on the way.
     *
     * @param join how an association is joined; null if it is none, or needs no join because its id is the foreign key
     */
    record Step(String attribute, @Nullable JoinType join) {}

    KeyPath {
        steps = List.copyOf(steps);
    }

    /**
     * The attribute in a query.
     *
     * @param joins the joins that keys have made so far in this query, by path
     */
    Path<?> on(Root<?> root, Map<String, From<?, ?>> joins) {
        Path<?> path = root;
        StringBuilder name = new StringBuilder();
        for (Step step : steps) {
            name.append('.').append(step.attribute());
            JoinType join = step.join();
            if (join == null) {
                path = path.get(step.attribute());
            } else {
                From<?, ?> owner = (From<?, ?>) path;
                path = joins.computeIfAbsent(name.toString(), key -> owner.join(step.attribute(), join));
            }
        }
        return path;
    }

    /** The associations up to the last one that is joined: two keys with equal ones are columns of one table. */
    List<String> table() {
        int joined = 0;
        for (int step = 0; step < steps.size(); step++) {
            if (steps.get(step).join() != null) {
                joined = step + 1;
            }
        }
        return steps.subList(0, joined).stream().map(Step::attribute).toList();
    }
}
