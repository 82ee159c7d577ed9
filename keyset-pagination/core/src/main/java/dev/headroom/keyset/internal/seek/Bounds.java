package dev.headroom.keyset.internal.seek;

import dev.headroom.keyset.internal.order.SeekOrder;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The positions that a range lies between. Rows beyond it are not excluded by a condition, because the database would
 * search the rest of the list for rows within; they are marked, and reading stops at the first one.
 *
 * @param after the position before the first one; null if the range begins where the list does
 * @param until the last position; null if the range ends where the list does
 */
public record Bounds(
        SeekOrder<?> order,
        @Nullable List<@Nullable Object> after,
        @Nullable List<@Nullable Object> until) {

    /** Where reading starts from an end of the range; null if that is an end of the list. */
    public @Nullable List<@Nullable Object> start(boolean forward) {
        return forward ? after : until;
    }

    /** The runs from an end of the range. */
    public List<Run> runsFromStart(boolean forward) {
        List<@Nullable Object> start = start(forward);
        if (start == null) {
            return Run.fromStart(order.keys(), forward);
        }
        List<Run> runs =
                Run.after(start, forward, order.keys(), order.database().comparesRowValues());
        return forward ? runs : startingAtThePosition(runs);
    }

    private List<Run> startingAtThePosition(List<Run> runs) {
        List<Run> all = new ArrayList<>(List.of(Run.at(order.keys())));
        all.addAll(runs);
        return all;
    }

    /** A filter for the rows of the range, for statements that do not read in its order. */
    public <E> Predicate inside(Root<E> root, CriteriaBuilder cb) {
        return cb.equal(outside(order.valuesOn(root, cb), (HibernateCriteriaBuilder) cb), 0);
    }

    /** 1 for a row outside of the range, and 0 for a row in it. */
    public Expression<Integer> outside(List<Expression<?>> keys, HibernateCriteriaBuilder cb) {
        List<Predicate> beyond = new ArrayList<>();
        if (until != null) {
            beyond.addAll(any(Run.after(until, true, order.keys(), false), keys, until, true, cb));
        }
        if (after != null) {
            List<Run> runs = startingAtThePosition(Run.after(after, false, order.keys(), false));
            beyond.addAll(any(runs, keys, after, false, cb));
        }
        // A comparison with null is neither true nor false; a case makes up its mind.
        return cb.<Integer>selectCase()
                .when(cb.or(beyond.toArray(Predicate[]::new)), cb.literal(1))
                .otherwise(cb.literal(0));
    }

    private List<Predicate> any(
            List<Run> runs,
            List<Expression<?>> keys,
            List<@Nullable Object> position,
            boolean forward,
            HibernateCriteriaBuilder cb) {
        return runs.stream()
                .map(run -> new RunPredicate(run, order.keys(), keys, position, forward).on(cb))
                .map(conditions -> (Predicate) cb.and(conditions.toArray(Predicate[]::new)))
                .toList();
    }
}
