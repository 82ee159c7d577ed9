package dev.headroom.keyset.internal.mapping;

import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way from an entity to a basic attribute.
 *
 * @param table the associations up to the last one that is joined: two keys with equal ones are columns of one table
 */
public record KeyPath(List<KeyPath.Step> steps, List<String> table) {

    /**
     * One attribute on the way.
     *
     * @param join how an association is joined; null if it is none, or needs no join because its id is the foreign key
     */
    public record Step(String attribute, @Nullable JoinType join) {}

    public static KeyPath of(List<Step> steps) {
        int joined = 0;
        for (int step = 0; step < steps.size(); step++) {
            if (steps.get(step).join() != null) {
                joined = step + 1;
            }
        }
        return new KeyPath(
                List.copyOf(steps),
                steps.subList(0, joined).stream().map(Step::attribute).toList());
    }

    /**
     * The attribute in a query.
     *
     * @param joins the joins that keys have made so far in this query, by path
     */
    public Path<?> on(Root<?> root, Map<String, From<?, ?>> joins) {
        Path<?> path = root;
        StringBuilder name = new StringBuilder();
        for (int step = 0; step < steps.size(); step++) {
            String attribute = steps.get(step).attribute();
            name.append('.').append(attribute);
            JoinType join = criteriaJoin(step);
            if (join == null) {
                path = path.get(attribute);
            } else {
                From<?, ?> owner = (From<?, ?>) path;
                path = joins.computeIfAbsent(name.toString(), key -> owner.join(attribute, join));
            }
        }
        return path;
    }

    /** Criteria have to join an embeddable, too, to reach an association in it, which becomes nothing in SQL. */
    private @Nullable JoinType criteriaJoin(int step) {
        for (Step next : steps.subList(Math.min(step, table.size()), table.size())) {
            if (next.join() != null) {
                return next.join();
            }
        }
        return null;
    }

    /**
     * The attribute in HQL.
     *
     * @param joins the aliases of the joins that keys have made so far, by path
     * @param from where joins are added
     */
    public String text(Map<String, String> joins, StringBuilder from) {
        String path = "e";
        StringBuilder name = new StringBuilder();
        for (Step step : steps) {
            name.append('.').append(step.attribute());
            JoinType join = step.join();
            String next = path + "." + step.attribute();
            path = join == null ? next : joins.computeIfAbsent(name.toString(), key -> join(join, next, joins, from));
        }
        return path;
    }

    private static String join(JoinType join, String path, Map<String, String> joins, StringBuilder from) {
        String alias = "e" + (joins.size() + 1);
        from.append(join == JoinType.LEFT ? " left" : "")
                .append(" join ")
                .append(path)
                .append(' ')
                .append(alias);
        return alias;
    }
}
