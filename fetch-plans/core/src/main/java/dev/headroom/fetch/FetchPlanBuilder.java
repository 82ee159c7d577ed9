package dev.headroom.fetch;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The settings of a {@link FetchPlan}. Not thread-safe; the plan that it builds is.
 *
 * @param <T> the entity
 */
public final class FetchPlanBuilder<T> {

    /** How many owners a statement is for at most, unless a node says otherwise. */
    public static final int DEFAULT_BATCH_SIZE = 1000;

    private final Class<T> root;
    private final List<Consumer<FetchNode>> calls = new ArrayList<>();
    private boolean paged;
    private Unplanned unplanned = Unplanned.LAZY;

    FetchPlanBuilder(Class<T> root) {
        this.root = Objects.requireNonNull(root, "root");
    }

    /**
     * Loads associations in the way that the plan finds best: a collection gets a statement for all owners of its level, and
     * to-one associations are joined to the statement that loads their owner, as far as they hang together and up to three
     * deep.
     *
     * @param paths such as {@code "tracks.album.artist"}, which loads all three
     * @return this builder
     */
    public FetchPlanBuilder<T> fetch(String... paths) {
        String[] copy = paths.clone();
        calls.add(node -> node.fetch(copy));
        return this;
    }

    /**
     * Loads an association as told.
     *
     * @param path of the association; those before its last dot are loaded in the way that the plan finds best
     * @param spec tells the last one; called when the plan is built, and again for each plan that is made of it by
     *     {@link FetchPlan#and}
     * @return this builder
     */
    public FetchPlanBuilder<T> fetch(String path, Consumer<FetchNode> spec) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(spec, "spec");
        calls.add(node -> node.fetch(path, spec));
        return this;
    }

    /**
     * Reads children of a collection into a list of their own: filtered, ordered, or only the first ones. The managed
     * collection stays as it is. Use such a plan with {@link FetchPlan#fetch(jakarta.persistence.EntityManager, java.util.Collection)
     * FetchPlan.fetch}; {@link Fetched#children} returns them.
     *
     * @param <C> the children
     * @param path of the collection of entities; what is before its last dot is loaded as by {@link #fetch(String...)}
     * @param child their entity, or a subclass to leave out all others
     * @param spec says which, in what order; called when the plan is built, and again for each plan that is made of it by
     *     {@link FetchPlan#and}
     * @return this builder
     */
    public <C> FetchPlanBuilder<T> children(String path, Class<C> child, Consumer<ChildNode<C>> spec) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(child, "child");
        Objects.requireNonNull(spec, "spec");
        calls.add(node -> node.children(path, child, spec));
        return this;
    }

    /**
     * Says that the plan is for queries with a limit or an offset, so that a joined collection is refused now and not when
     * the first page is read.
     *
     * @return this builder
     */
    public FetchPlanBuilder<T> paged() {
        paged = true;
        return this;
    }

    /**
     * Says what happens when the application touches a lazy association that the plan does not name, of any entity that the
     * plan loads: the roots, and those beneath them. An entity that several plans load belongs to the last one that is not
     * {@link Unplanned#LAZY}.
     *
     * <p>What Hibernate loads for itself, such as to cascade a removal, is not touched by the application, and goes on as
     * always; so does the identifier of a reference that is not loaded, which needs no statement. An association counts as
     * touched by whatever reads it, {@code Hibernate.initialize} and a JSON library included. Not seen are references in the
     * values of an element collection, and entities that bytecode was enhanced for lazy loading, which are refused.
     *
     * <p>For {@link Unplanned#PEERS} and {@link Unplanned#FAIL}, {@link #build} adds a listener to the factory, once. It costs
     * a look at the owner for each lazy load, and the walk up the stack for those of such plans.
     *
     * @param mode {@link Unplanned#LAZY} if this is not called
     * @return this builder
     */
    public FetchPlanBuilder<T> unplanned(Unplanned mode) {
        unplanned = Objects.requireNonNull(mode, "mode");
        return this;
    }

    /**
     * Checks the plan against the mapping and makes it. Reads no data.
     *
     * @param entityManagerFactory a Hibernate ORM 7 factory that maps the entity
     * @return the plan
     * @throws InvalidFetchPlanException if the class is no entity, a path is unknown or not an association, more than one
     *     collection is joined, a collection is joined and the plan is paged, a join is of what only a subclass or the values
     *     of a collection have, or leads to what {@code @SQLRestriction} or a filter may hide, an association that cannot be
     *     lazy is to be selected, touches are to be seen that Hibernate does not tell of, or children are no
     *     entities, share a name, or have an order that may meet nulls and does not say where they go
     */
    public FetchPlan<T> build(EntityManagerFactory entityManagerFactory) {
        return new PlanSource<>(root, List.copyOf(calls), paged, unplanned, entityManagerFactory).build();
    }
}
