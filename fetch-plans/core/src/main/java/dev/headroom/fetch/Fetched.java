package dev.headroom.fetch;

import java.util.List;

/**
 * Entities with the children that a {@link FetchPlan} read for them. Nothing in it loads anything later, so it can be
 * read when the {@code EntityManager} is closed. Immutable, as far as its entities are.
 *
 * @param <T> the entity
 */
public final class Fetched<T> {

    private final List<T> roots;
    private final ChildLists children;

    Fetched(List<T> roots, ChildLists children) {
        this.roots = roots;
        this.children = children;
    }

    /**
     * The entities that the plan was for.
     *
     * @return the results of the query or the entities that were given, in their order, without nulls; unmodifiable
     */
    public List<T> roots() {
        return roots;
    }

    /**
     * The children of an owner.
     *
     * @param <C> the children
     * @param owner one of {@link #roots()} for a path of one step, otherwise the entity that the path leads to; the very
     *     instance or its proxy
     * @param name the path that the plan gives, or what {@link ChildNode#as} says
     * @param type the class that the plan gives, or a superclass
     * @return managed entities in the order that was asked for, empty if the owner has none; unmodifiable
     * @throws FetchPlanException if the plan has no children of that name, they are not of that class, or the owner is not
     *     among those that they were read for
     */
    public <C> List<C> children(Object owner, String name, Class<C> type) {
        return children.of(owner, name, type);
    }
}
