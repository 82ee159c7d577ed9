package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.SeekOrder;
import dev.headroom.keyset.internal.seek.Bounds;
import jakarta.persistence.criteria.CommonAbstractCriteria;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.PluralJoin;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are read, in which order, and what of them.
 *
 * @param filters all of them must hold
 * @param selections what is selected beside the keys; null for the entity itself
 * @param mapper makes a row of it
 * @param bounds what rows are read between; null for the whole list
 * @param text the query for it as HQL, if it consists of nothing but this library's own conditions
 */
record RowSource<E, R>(
        SeekOrder<E> order,
        List<KeysetFilter<E>> filters,
        @Nullable BiFunction<Root<E>, CriteriaBuilder, ? extends List<? extends Selection<?>>> selections,
        Function<Object[], R> mapper,
        @Nullable Bounds bounds,
        @Nullable RowText text) {

    static <E> RowSource<E, E> entities(SeekOrder<E> order, @Nullable RowText text) {
        return new RowSource<>(order, List.of(), null, row -> order.entity().cast(row[0]), null, text);
    }

    RowSource<E, R> where(KeysetFilter<E> filter) {
        List<KeysetFilter<E>> more = new ArrayList<>(filters);
        more.add(filter);
        return new RowSource<>(order, List.copyOf(more), selections, mapper, bounds, null);
    }

    <S> RowSource<E, S> select(
            BiFunction<Root<E>, CriteriaBuilder, ? extends List<? extends Selection<?>>> newSelections,
            Function<Object[], S> newMapper) {
        return new RowSource<>(order, filters, newSelections, newMapper, bounds, null);
    }

    RowSource<E, R> within(Bounds newBounds) {
        return new RowSource<>(order, filters, selections, mapper, newBounds, null);
    }

    /** The same rows for statements that do not read in their order: bounds are a filter. */
    RowSource<E, R> unordered() {
        return bounds == null ? this : where((root, query, cb) -> bounds.inside(root, cb));
    }

    /** The filters as conditions of a query or subquery that the root belongs to. */
    List<Predicate> restrictions(Root<E> root, CommonAbstractCriteria query, CriteriaBuilder cb) {
        List<Predicate> restrictions = new ArrayList<>();
        filters.forEach(filter -> restrictions.add(filter.toPredicate(root, query, cb)));
        refuseManyRows(root, "A filter");
        return restrictions;
    }

    List<? extends Selection<?>> selectionsOn(Root<E> root, CriteriaBuilder cb) {
        if (selections == null) {
            return List.of(root);
        }
        List<? extends Selection<?>> selected = selections.apply(root, cb);
        refuseManyRows(root, "A selection");
        return selected;
    }

    /** What a mapper of the application made. A page has no place for a row that is null. */
    static <T> T made(@Nullable T row, int index, String mapper) {
        return Objects.requireNonNull(
                row,
                () -> "The function given to " + mapper + " made null of row " + index
                        + " of its page: return a value that says so, such as an empty Optional.");
    }

    /** A row for each element of a collection would be several rows at one place of the order. */
    private void refuseManyRows(From<?, ?> from, String what) {
        for (Join<?, ?> join : from.getJoins()) {
            if (join instanceof PluralJoin<?, ?, ?> many) {
                throw new IllegalArgumentException(what + " of " + order + " joins "
                        + many.getModel().getName()
                        + ", which makes several rows of one: ask with exists and a subquery, and load what is shown"
                        + " with loading(…).");
            }
            refuseManyRows(join, what);
        }
    }
}
