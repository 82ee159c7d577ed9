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

    /** From an end of the range, or of the list if the range ends there. */
    public Seek start(boolean forward) {
        return new Seek(forward ? after : until, forward);
    }

    /** The seek ranges from an end of the range. */
    public List<SeekRange> rangesFromStart(boolean forward) {
        Seek start = start(forward);
        if (start.startsAtEnd()) {
            return SeekRange.fromStart(order.keys(), forward);
        }
        List<SeekRange> ranges =
                SeekRange.after(start, order.keys(), order.database().comparesRowValues());
        return forward ? ranges : startingAtThePosition(ranges);
    }

    private List<SeekRange> startingAtThePosition(List<SeekRange> ranges) {
        List<SeekRange> all = new ArrayList<>(List.of(SeekRange.at(order.keys())));
        all.addAll(ranges);
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
            Seek seek = new Seek(until, true);
            beyond.addAll(any(SeekRange.after(seek, order.keys(), false), seek, keys, cb));
        }
        if (after != null) {
            Seek seek = new Seek(after, false);
            beyond.addAll(any(startingAtThePosition(SeekRange.after(seek, order.keys(), false)), seek, keys, cb));
        }
        // A comparison with null is neither true nor false; a case makes up its mind.
        return cb.<Integer>selectCase()
                .when(cb.or(beyond.toArray(Predicate[]::new)), cb.literal(1))
                .otherwise(cb.literal(0));
    }

    private List<Predicate> any(
            List<SeekRange> ranges, Seek seek, List<Expression<?>> keys, HibernateCriteriaBuilder cb) {
        return ranges.stream()
                .map(range -> new SeekRangePredicate(range, seek, order.keys(), keys).on(cb))
                .map(conditions -> (Predicate) cb.and(conditions.toArray(Predicate[]::new)))
                .toList();
    }
}
