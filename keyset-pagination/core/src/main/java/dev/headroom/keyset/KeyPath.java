package dev.headroom.keyset;

import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Map;

/** The way from an entity to a basic attribute. */
record KeyPath(List<KeyPath.Step> steps) {

    /**
     * One attribute on the way.
     *
     * @param joined whether it is an association that needs a join; the id of an association stands in its foreign key
     */
    record Step(String attribute, boolean joined) {}

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
            if (step.joined()) {
                From<?, ?> owner = (From<?, ?>) path;
                // An implicit join would be an inner one, and lose the rows that have no such association.
                path = joins.computeIfAbsent(name.toString(), key -> owner.join(step.attribute(), JoinType.LEFT));
            } else {
                path = path.get(step.attribute());
            }
        }
        return path;
    }
}
