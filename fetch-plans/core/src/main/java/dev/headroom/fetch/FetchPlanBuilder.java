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
     * Loads associations by the default strategy: one statement reads a collection for all owners, and a join reads a
     * to-one association with its owner, up to three joins deep.
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
     * Loads an association with settings.
     *
     * @param path of the association; those before its last dot get the default strategy
     * @param spec sets up the last one; called when the plan is built, and again for each plan that is made of it by
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
     * collection stays as it is. Use such a plan with {@link FetchPlan#fetch(jakarta.persistence.EntityManager,
     * java.util.Collection) FetchPlan.fetch}; {@link Fetched#children} returns them.
     *
     * @param <C> the children
     * @param path of the collection of entities; those before its last dot are loaded as by {@link #fetch(String...)}
     * @param child their entity, or a subclass to read only that
     * @param spec sets filters and the order; called when the plan is built, and again for each plan that is made of it
     *     by {@link FetchPlan#and}
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
     * Declares that the plan is for queries with a limit or an offset. Then {@link #build} refuses a joined collection,
     * and not the first page. Off by default.
     *
     * @return this builder
     */
    public FetchPlanBuilder<T> paged() {
        paged = true;
        return this;
    }

    /**
     * Sets what happens when the application touches a lazy association that the plan does not name, of a root or of
     * any other entity that the plan loads. If several plans load an entity, the last one that is not {@link
     * Unplanned#LAZY} decides.
     *
     * <p>Everything that reads the association touches it, also {@code Hibernate.initialize} and a JSON library. What
     * Hibernate loads itself, for example to cascade a removal, is no touch; reading the id of a reference is none
     * either, because it needs no statement. References in the values of an element collection are not seen. A plan
     * with entities whose bytecode is enhanced for lazy loading is refused.
     *
     * <p>For {@link Unplanned#PEERS} and {@link Unplanned#FAIL}, {@link #build} adds a listener to the factory, once.
     * It costs a look at the owner for each lazy load, and a walk up the stack for lazy loads of such plans.
     *
     * @param mode {@link Unplanned#LAZY} if this is not called
     * @return this builder
     */
    public FetchPlanBuilder<T> unplanned(Unplanned mode) {
        unplanned = Objects.requireNonNull(mode, "mode");
        return this;
    }

    /**
     * Checks the plan against the mapping and builds it. Reads no data.
     *
     * @param entityManagerFactory a Hibernate ORM 7 factory that maps the entity
     * @return the plan
     * @throws InvalidFetchPlanException if the class is no entity, a path is unknown or not an association, more than
     *     one collection is joined, a collection is joined and the plan is paged, a join is of what only a subclass or
     *     the values of a collection have, or leads to what {@code @SQLRestriction} or a filter may hide, an
     *     association that cannot be lazy is to be selected, {@link #unplanned} cannot see some touches, or children
     *     are no entities, share a name, or have a sort key that may be null and does not say where nulls go
     */
    public FetchPlan<T> build(EntityManagerFactory entityManagerFactory) {
        return new PlanSource<>(root, List.copyOf(calls), paged, unplanned, entityManagerFactory).build();
    }
}
