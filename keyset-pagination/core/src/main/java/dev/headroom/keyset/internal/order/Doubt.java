package dev.headroom.keyset.internal.order;

import dev.headroom.keyset.internal.mapping.KeyPath;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something on the way to a key that the mapping says is never null: an association that is joined by an inner join, or
 * the value itself.
 *
 * @param steps the way to it; empty for a key that is an expression
 * @param joined whether rows without it are lost by a join, and not by a comparison alone
 */
public record Doubt(Key key, List<KeyPath.Step> steps, boolean joined) {

    static List<Doubt> of(Key key) {
        KeyPath path = key.path();
        List<Doubt> doubts = new ArrayList<>();
        if (path != null) {
            for (int step = 0; step < path.steps().size(); step++) {
                if (path.steps().get(step).join() == JoinType.INNER) {
                    doubts.add(new Doubt(key, path.steps().subList(0, step + 1), true));
                }
            }
        }
        if (!key.nullable()) {
            doubts.add(new Doubt(key, path == null ? List.of() : path.steps(), false));
        }
        return doubts;
    }

    public String path() {
        return steps.stream().map(KeyPath.Step::attribute).collect(Collectors.joining("."));
    }

    /** Whether it is null in a row, also if something on the way to it is. */
    public <E> Predicate isNull(Root<E> root, CriteriaBuilder cb, Map<String, From<?, ?>> joins) {
        return cb.isNull(steps.isEmpty() ? key.on(root, cb, new HashMap<>()) : value(root, joins));
    }

    private Path<?> value(Root<?> root, Map<String, From<?, ?>> joins) {
        List<KeyPath.Step> outer = steps.stream()
                .map(step -> new KeyPath.Step(step.attribute(), leftIfJoined(step.join())))
                .toList();
        return KeyPath.of(outer).on(root, joins);
    }

    private static @Nullable JoinType leftIfJoined(@Nullable JoinType join) {
        return join == null ? null : JoinType.LEFT;
    }
}
