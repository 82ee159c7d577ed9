package dev.headroom.fetch;

import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaDerivedJoin;
import org.hibernate.query.criteria.JpaDerivedRoot;
import org.hibernate.query.criteria.JpaRoot;
import org.hibernate.query.criteria.JpaSubQuery;
import org.jspecify.annotations.Nullable;

/**
 * The statement that finds children of many owners: rows of the owner's id and the child, in the order of the children.
 *
 * @param owner the entity that has the collection
 * @param child the entities that are wanted
 * @param link which children belong to which owner
 * @param limit how many of each owner; null for all
 */
record ChildQuery<P, C>(
        Class<P> owner,
        Class<C> child,
        ChildLink link,
        List<BiFunction<Root<C>, CriteriaBuilder, Predicate>> filters,
        ChildOrder<C> order,
        @Nullable Integer limit,
        IdPaths ownerIds,
        IdPaths childIds) {

    /**
     * @param backReference whether the child's own reference may stand for the collection
     * @param lateral whether the database can limit what it reads for each row of a join
     * @param owners makes the condition that an owner is one of those that are asked for
     */
    record Shape(boolean backReference, boolean lateral, Function<Root<?>, Predicate> owners) {}

    JpaCriteriaQuery<Object[]> make(HibernateCriteriaBuilder cb, Shape shape) {
        if (limit == null) {
            return all(cb, shape);
        }
        return shape.lateral() ? lateral(cb, shape, limit) : numbered(cb, shape, limit);
    }

    /**
     * For a person to read.
     *
     * @param lateral as in {@link Shape}
     */
    String explanation(boolean lateral) {
        String collection = owner.getSimpleName() + "." + String.join(".", link.attributes());
        String filtered = filters.isEmpty() ? "" : " that fit the filters";
        if (limit == null) {
            return "it is all of " + collection + filtered + ", found by the keys of the owners";
        }
        return "it is the first " + limit + " of " + collection + filtered
                + (lateral
                        ? ", each owner's read by a lateral join, which ends when it has them"
                        : ", found by numbering them all, as this database has no lateral join to rely on");
    }

    private JpaCriteriaQuery<Object[]> all(HibernateCriteriaBuilder cb, Shape shape) {
        JpaCriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
        JpaRoot<P> parents = query.from(owner);
        JpaRoot<C> children = query.from(child);
        List<Predicate> conditions = linked(parents, children, cb, shape);
        conditions.add(0, shape.owners().apply(parents));
        query.where(conditions.toArray(Predicate[]::new));
        query.orderBy(order.of(children, cb));
        return query.select(cb.array(cb.id(parents), children));
    }

    /** For each owner a subquery of its own, which ends when it has found enough. */
    private JpaCriteriaQuery<Object[]> lateral(HibernateCriteriaBuilder cb, Shape shape, int limit) {
        JpaCriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
        JpaRoot<P> parents = query.from(owner);
        JpaSubQuery<Tuple> first = query.subquery(Tuple.class);
        Root<P> parent = first.correlate(parents);
        JpaRoot<C> candidates = first.from(child);
        first.multiselect(named("child", childIds.in(candidates)));
        first.where(linked(parent, candidates, cb, shape).toArray(Predicate[]::new));
        first.orderBy(order.of(candidates, cb));
        first.fetch(limit);
        JpaDerivedJoin<Tuple> limited = parents.joinLateral(first);
        JpaRoot<C> children = query.from(child);
        List<Predicate> conditions = sameIds(cb, "child", limited, childIds.in(children));
        conditions.add(0, shape.owners().apply(parents));
        query.where(conditions.toArray(Predicate[]::new));
        query.orderBy(order.of(children, cb));
        return query.select(cb.array(cb.id(parents), children));
    }

    /** Numbers all children of each owner, and takes the lowest numbers. */
    private JpaCriteriaQuery<Object[]> numbered(HibernateCriteriaBuilder cb, Shape shape, int limit) {
        JpaCriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
        JpaSubQuery<Tuple> all = query.subquery(Tuple.class);
        JpaRoot<P> owners = all.from(owner);
        JpaRoot<C> candidates = all.from(child);
        List<Selection<?>> columns = named("owner", ownerIds.in(owners));
        columns.addAll(named("child", childIds.in(candidates)));
        columns.add(cb.rowNumber(cb.createWindow()
                        .partitionBy(ownerIds.in(owners).toArray(Path<?>[]::new))
                        .orderBy(order.of(candidates, cb).toArray(jakarta.persistence.criteria.Order[]::new)))
                .alias("place"));
        all.multiselect(columns);
        List<Predicate> conditions = linked(owners, candidates, cb, shape);
        conditions.add(0, shape.owners().apply(owners));
        all.where(conditions.toArray(Predicate[]::new));
        JpaDerivedRoot<Tuple> numbers = query.from(all);
        JpaRoot<P> parents = query.from(owner);
        JpaRoot<C> children = query.from(child);
        List<Predicate> outer = sameIds(cb, "owner", numbers, ownerIds.in(parents));
        outer.addAll(sameIds(cb, "child", numbers, childIds.in(children)));
        outer.add(cb.le(numbers.get("place"), limit));
        query.where(outer.toArray(Predicate[]::new));
        query.orderBy(cb.asc(numbers.get("place")));
        return query.select(cb.array(cb.id(parents), children));
    }

    /** What makes a child one of an owner's, and one that is wanted. */
    private List<Predicate> linked(From<?, P> parent, Root<C> candidates, CriteriaBuilder cb, Shape shape) {
        List<Predicate> conditions = new ArrayList<>();
        conditions.add(link.of(parent, candidates, cb, shape.backReference()));
        filters.stream()
                .map(filter -> filter.apply(candidates, cb))
                .filter(Objects::nonNull)
                .forEach(conditions::add);
        return conditions;
    }

    private static List<Selection<?>> named(String prefix, List<Path<?>> parts) {
        List<Selection<?>> columns = new ArrayList<>();
        for (Path<?> part : parts) {
            columns.add(part.alias(prefix + columns.size()));
        }
        return columns;
    }

    private static List<Predicate> sameIds(CriteriaBuilder cb, String prefix, Path<?> derived, List<Path<?>> parts) {
        List<Predicate> same = new ArrayList<>();
        for (Path<?> part : parts) {
            same.add(cb.equal(part, derived.get(prefix + same.size())));
        }
        return same;
    }
}
