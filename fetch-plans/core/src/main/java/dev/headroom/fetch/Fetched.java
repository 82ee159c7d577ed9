package dev.headroom.fetch;

import java.util.List;

/**
 * Entities with the children that a {@link FetchPlan} read for them. It is complete: you can read it when the
 * {@code EntityManager} is closed. Its lists are unmodifiable; its entities are managed as usual.
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
     * @param owner one of {@link #roots()} for a path of one step, otherwise the entity that the path leads to; the
     *     same instance or its proxy
     * @param name the path in the plan, or the name that you gave with {@link ChildNode#as}
     * @param type the class in the plan, or a superclass
     * @return managed entities in the order of the plan, empty if the owner has none; unmodifiable
     * @throws MisusedFetchPlanException if the plan has no children of that name, they are not of that class, or they
     *     were not read for this owner
     */
    public <C> List<C> children(Object owner, String name, Class<C> type) {
        return children.of(owner, name, type);
    }
}
