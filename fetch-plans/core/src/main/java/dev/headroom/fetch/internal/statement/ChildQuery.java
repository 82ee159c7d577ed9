package dev.headroom.fetch.internal.statement;

import dev.headroom.fetch.internal.mapping.IdPaths;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import jakarta.persistence.criteria.Subquery;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
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
public record ChildQuery<P, C>(
        Class<P> owner,
        Class<C> child,
        ChildLink link,
        List<BiFunction<Root<C>, CriteriaBuilder, Predicate>> filters,
        ChildOrder<C> order,
        @Nullable Integer limit,
        IdPaths ownerIds,
        IdPaths childIds) {

    /**
     * Makes the statement for some owners.
     *
     * @param backReference whether the child's own reference may stand for the collection
     * @param limiting how the database limits what it reads of each owner
     * @param owners those that are asked for
     */
    public record Shape(boolean backReference, Limiting limiting, OwnerIds owners) {}

    public JpaCriteriaQuery<Object[]> make(HibernateCriteriaBuilder cb, Shape shape) {
        if (limit == null) {
            return all(cb, shape);
        }
        return switch (shape.limiting()) {
            case LATERAL -> lateral(cb, shape, limit);
            case UNION -> united(cb, shape, limit);
            case NUMBERS -> numbered(cb, shape, limit);
        };
    }

    /**
     * For a person to read.
     *
     * @param limiting as in {@link Shape}
     */
    public String explanation(Limiting limiting) {
        String collection = owner.getSimpleName() + "." + String.join(".", link.attributes());
        String filtered = filters.isEmpty() ? "" : " that fit the filters";
        if (limit == null) {
            return "it is all of " + collection + filtered + ", found by the keys of the owners";
        }
        return "it is the first " + limit + " of " + collection + filtered
                + switch (limiting) {
                    case LATERAL -> ", each owner's read by a lateral join, which ends when it has them";
                    case UNION -> ", each owner's by a select of its own in one statement, as there is no lateral join";
                    case NUMBERS -> ", found by numbering them all, as this database has no lateral join to rely on";
                };
    }

    private JpaCriteriaQuery<Object[]> all(HibernateCriteriaBuilder cb, Shape shape) {
        JpaCriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
        JpaRoot<P> parents = query.from(owner);
        JpaRoot<C> children = query.from(child);
        List<Predicate> conditions = linked(parents, children, cb, shape);
        conditions.add(0, shape.owners().condition(parents));
        query.where(conditions.toArray(Predicate[]::new));
        query.orderBy(order.of(children, cb));
        return query.select(cb.array(cb.id(parents), children));
    }

    /** For each owner a subquery of its own, which ends when it has found enough. */
    private JpaCriteriaQuery<Object[]> lateral(HibernateCriteriaBuilder cb, Shape shape, int limit) {
        JpaCriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
        JpaRoot<P> parents = query.from(owner);
        JpaSubQuery<Tuple> first = query.subquery(Tuple.class);
        List<Predicate> chosen = new ArrayList<>();
        Root<P> parent = parent(first, parents, cb, chosen);
        JpaRoot<C> candidates = first.from(child);
        first.multiselect(named("child", childIds.in(candidates)));
        chosen.addAll(linked(parent, candidates, cb, shape));
        first.where(chosen.toArray(Predicate[]::new));
        first.orderBy(order.of(candidates, cb));
        first.fetch(limit);
        JpaDerivedJoin<Tuple> limited = parents.joinLateral(first);
        JpaRoot<C> children = query.from(child);
        List<Predicate> conditions = sameIds(cb, "child", limited, childIds.in(children));
        conditions.add(0, shape.owners().condition(parents));
        query.where(conditions.toArray(Predicate[]::new));
        query.orderBy(order.of(children, cb));
        return query.select(cb.array(cb.id(parents), children));
    }

    /**
     * The owner, read once more if the collection is joined by an outer join, which Hibernate asserts that a correlated
     * one is not.
     */
    private Root<P> parent(JpaSubQuery<Tuple> first, JpaRoot<P> parents, CriteriaBuilder cb, List<Predicate> chosen) {
        if (!link.isOuter()) {
            return first.correlate(parents);
        }
        Root<P> parent = first.from(owner);
        List<Path<?>> own = ownerIds.in(parent);
        List<Path<?>> outer = ownerIds.in(parents);
        for (int part = 0; part < own.size(); part++) {
            chosen.add(cb.equal(own.get(part), outer.get(part)));
        }
        return parent;
    }

    /** For each owner a select of its own, which ends when it has found enough. */
    private JpaCriteriaQuery<Object[]> united(HibernateCriteriaBuilder cb, Shape shape, int limit) {
        JpaCriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
        List<JpaSubQuery<Tuple>> selects = new ArrayList<>();
        for (OwnerIds.Single single : shape.owners().singles()) {
            selects.add(limited(query.subquery(Tuple.class), cb, shape, single, limit));
        }
        JpaDerivedRoot<Tuple> found = query.from(
                cb.union(true, selects.get(0), selects.stream().skip(1).toArray(Subquery<?>[]::new)));
        JpaRoot<P> parents = query.from(owner);
        JpaRoot<C> children = query.from(child);
        query.where(found(cb, found, parents, children).toArray(Predicate[]::new));
        query.orderBy(order.of(children, cb));
        return query.select(cb.array(cb.id(parents), children));
    }

    private JpaSubQuery<Tuple> limited(
            JpaSubQuery<Tuple> select, HibernateCriteriaBuilder cb, Shape shape, OwnerIds.Single single, int limit) {
        JpaRoot<P> parent = select.from(owner);
        JpaRoot<C> candidates = select.from(child);
        select.multiselect(ids(parent, candidates));
        List<Predicate> conditions = linked(parent, candidates, cb, shape);
        conditions.add(0, single.condition().apply(parent));
        select.where(conditions.toArray(Predicate[]::new));
        select.orderBy(order.of(candidates, cb));
        select.fetch(single.isPadding() ? 0 : limit);
        return select;
    }

    /** Numbers all children of each owner, and takes the lowest numbers. */
    private JpaCriteriaQuery<Object[]> numbered(HibernateCriteriaBuilder cb, Shape shape, int limit) {
        JpaCriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
        JpaSubQuery<Tuple> all = query.subquery(Tuple.class);
        JpaRoot<P> owners = all.from(owner);
        JpaRoot<C> candidates = all.from(child);
        List<Selection<?>> columns = ids(owners, candidates);
        columns.add(cb.rowNumber(cb.createWindow()
                        .partitionBy(ownerIds.in(owners).toArray(Path<?>[]::new))
                        .orderBy(order.of(candidates, cb).toArray(jakarta.persistence.criteria.Order[]::new)))
                .alias("place"));
        all.multiselect(columns);
        List<Predicate> conditions = linked(owners, candidates, cb, shape);
        conditions.add(0, shape.owners().condition(owners));
        all.where(conditions.toArray(Predicate[]::new));
        JpaDerivedRoot<Tuple> numbers = query.from(all);
        JpaRoot<P> parents = query.from(owner);
        JpaRoot<C> children = query.from(child);
        List<Predicate> outer = found(cb, numbers, parents, children);
        outer.add(cb.le(numbers.get("place"), limit));
        query.where(outer.toArray(Predicate[]::new));
        query.orderBy(cb.asc(numbers.get("place")));
        return query.select(cb.array(cb.id(parents), children));
    }

    /** What makes a child one of an owner's, and one that is wanted. */
    private List<Predicate> linked(From<?, P> parent, Root<C> candidates, CriteriaBuilder cb, Shape shape) {
        List<Predicate> conditions = new ArrayList<>();
        conditions.add(link.of(parent, candidates, cb, shape.backReference(), childIds));
        filters.stream()
                .map(filter -> filter.apply(candidates, cb))
                .filter(Objects::nonNull)
                .forEach(conditions::add);
        return conditions;
    }

    /** The columns of a derived table. */
    private List<Selection<?>> ids(Root<P> parent, Root<C> candidates) {
        List<Selection<?>> columns = named("owner", ownerIds.in(parent));
        columns.addAll(named("child", childIds.in(candidates)));
        return columns;
    }

    /** The entities of the ids in a derived table. */
    private List<Predicate> found(CriteriaBuilder cb, Path<?> derived, Root<P> parents, Root<C> children) {
        List<Predicate> conditions = sameIds(cb, "owner", derived, ownerIds.in(parents));
        conditions.addAll(sameIds(cb, "child", derived, childIds.in(children)));
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
