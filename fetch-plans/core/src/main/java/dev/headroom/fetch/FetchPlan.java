package dev.headroom.fetch;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Which associations of an entity to load, and in how many statements. Build it once, at start, and share it: it is
 * immutable and thread-safe.
 *
 * <pre>{@code
 * FetchPlan<Playlist> withTracks = FetchPlan.of(Playlist.class)
 *         .fetch("owner", "tracks.album.artist")
 *         .build(entityManagerFactory);
 * }</pre>
 *
 * <p>The plan loads the associations that you name, and all that lead to them. It leaves all others lazy, also those
 * that the mapping declares eager, unless Hibernate cannot leave them; {@link FetchPlanBuilder#unplanned} sets what
 * happens when the application touches one.
 *
 * @param <T> the entity
 */
public final class FetchPlan<T> {

    private final PlanSource<T> source;
    private final FetchExplanation explanation;
    private final Level roots;
    private final BatchLoaders loaders = new BatchLoaders();
    private final @Nullable UnplannedPolicy unplanned;

    /** For all queries, which only read it; null if they load the same without. */
    private final @Nullable EntityGraph<T> graph;

    /** For queries that take no joins; null if nothing is eager. */
    private final @Nullable EntityGraph<T> withoutJoins;

    FetchPlan(PlanSource<T> source, FetchExplanation explanation, Level roots, @Nullable UnplannedPolicy unplanned) {
        this.source = source;
        this.explanation = explanation;
        this.roots = roots;
        this.unplanned = unplanned;
        SessionFactoryImplementor factory = source.factory().unwrap(SessionFactoryImplementor.class);
        this.graph = JoinGraph.ofQuery(factory, source.root(), roots.nodes());
        this.withoutJoins = JoinGraph.ofQuery(factory, source.root(), List.of());
    }

    /**
     * Starts the definition of a plan.
     *
     * @param <T> the entity
     * @param root its class
     * @return a builder; finish it with {@link FetchPlanBuilder#build}
     */
    public static <T> FetchPlanBuilder<T> of(Class<T> root) {
        return new FetchPlanBuilder<>(root);
    }

    /**
     * Runs a query and loads the plan for its results: joined associations by the query itself, each other one by a
     * statement for all results (or for each {@linkplain FetchNode#batchSize batch} of them).
     *
     * <p>With a query of a stateless session, a plan can only join: nothing can be loaded into the results afterwards.
     *
     * <p>The query keeps its limit and offset, which the database applies. The plan does not join again what the query
     * joins. It cannot join to a native query, a query with {@code group by} or a union: there, each association gets a
     * statement of its own.
     *
     * <p>With Spring's shared {@code EntityManager} outside of a transaction, the results are loaded and detached.
     *
     * @param query for entities of the plan's class; it gets an entity graph of the joined associations, if it needs
     *     one
     * @return its results, in their order, with the plan loaded; each entity once if the plan joins a collection
     * @throws MisusedFetchPlanException if a collection is joined and the query has a limit or an offset, or the query
     *     left join fetches a reference whose target {@code @SQLRestriction} or a filter may hide, or the plan reads
     *     children, which {@link #fetch(TypedQuery)} returns, or was built for another factory
     * @throws UnmanagedEntityException if the plan needs further statements, and the query's session manages no
     *     entities
     */
    public List<T> list(TypedQuery<T> query) {
        return list(query, withoutChildren("list(query)", "fetch(query)"));
    }

    private List<T> list(TypedQuery<T> query, ChildLists lists) {
        try (GivenQuery<T> given = GivenQuery.of(query)) {
            if (given.isLimited()) {
                refuseJoinedCollection();
            }
            refuseAnotherFactory(given.session());
            given.refuseHidingFetches(given.session().getFactory());
            EntityGraph<T> applied = given.takesJoins() ? graph : withoutJoins;
            if (applied != null && !given.isNative()) {
                given.query().setHint(JoinGraph.HINT, applied);
            }
            List<T> results =
                    given.results(applied == graph && joinedCollection().isPresent());
            loader(given.session(), lists).load(source.root(), roots, results);
            return results;
        }
    }

    /** The mapping may be the same, but the dialect of its database may differ. */
    private void refuseAnotherFactory(SharedSessionContractImplementor session) {
        if (session.getFactory() != source.factory().unwrap(SessionFactoryImplementor.class)) {
            throw new MisusedFetchPlanException("The plan of " + explanation.root()
                    + " was built for another EntityManagerFactory: build one for each factory.");
        }
    }

    private ChildLists withoutChildren(String call, String instead) {
        ChildLists lists = new ChildLists(roots);
        if (!lists.isEmpty()) {
            throw new MisusedFetchPlanException("The plan reads children (" + lists.names() + "), which " + call
                    + " cannot return: call " + instead + ".");
        }
        return lists;
    }

    private LevelLoader loader(SharedSessionContractImplementor session, ChildLists lists) {
        return new LevelLoader(session, loaders, lists, unplanned);
    }

    /**
     * Combines this plan with another one: the new plan loads what both load, each association once. If both have a
     * setting for the same association, such as its strategy, the other plan's setting wins. The new plan is for pages
     * if one of them is, and takes the stricter setting for unplanned associations. This plan and the other one do not
     * change.
     *
     * @param other a plan for the same entity or for one that it extends
     * @return the plan of both, for the factory of this one
     * @throws InvalidFetchPlanException if they exclude each other, for example because each joins a collection
     */
    public FetchPlan<T> and(FetchPlan<? super T> other) {
        return source.and(other.source).build();
    }

    /**
     * The statements that this plan runs, why each association is joined or selected, and how this database
     * finds the children of each owner. Reads no data.
     *
     * @return an explanation; its text is for people and may change
     */
    public FetchExplanation explain() {
        return explanation;
    }

    private Optional<PlanNode> joinedCollection() {
        return roots.joinedCollections().findFirst();
    }

    private void refuseJoinedCollection() {
        joinedCollection().ifPresent(collection -> {
            throw new MisusedFetchPlanException(
                    "The query has a limit or an offset, which would count the rows of the joined" + " collection \""
                            + collection.path() + "\": leave join() out of it.");
        });
    }

    /**
     * Loads what is missing of the plan into entities that you have already. That is one statement for each
     * association, or none if nothing is missing; associations that are joined to a to-one association come with it.
     *
     * <p>Other modules take this method as a loader: {@code query.loading(plan::load)} loads the plan for a keyset
     * page.
     *
     * <p>What is loaded is never read again, so no change is lost. To read an entity again, {@code refresh} or {@code
     * detach} it first.
     *
     * <p>Joins the transaction of the {@code EntityManager}, and needs none. It does not flush and does not clear: your
     * unflushed changes stay, and unflushed children are not seen. A to-one association whose row is not found stays
     * unloaded.
     *
     * @param entityManager that manages the entities
     * @param roots entities of the plan's class; null and repeated ones are allowed. References that are not loaded are
     *     loaded, by one statement for all; one whose row is not found stays as it is
     * @throws UnmanagedEntityException if the plan has something to load into an entity that is not managed
     * @throws MisusedFetchPlanException if the plan reads children, which {@link #fetch(EntityManager, Collection)}
     *     returns, or was built for another factory
     */
    public void load(EntityManager entityManager, Collection<? extends T> roots) {
        load(entityManager, roots, withoutChildren("load(entityManager, roots)", "fetch(entityManager, roots)"));
    }

    private void load(EntityManager entityManager, Collection<? extends T> roots, ChildLists lists) {
        Objects.requireNonNull(roots, "roots");
        try (GivenSession given = GivenSession.of(entityManager)) {
            refuseAnotherFactory(given.session());
            loader(given.session(), lists).load(source.root(), this.roots, roots);
        }
    }

    /**
     * Runs a query as {@link #list} does, and reads the children that the plan names.
     *
     * @param query for entities of the plan's class; it gets an entity graph of the joined associations, if it needs
     *     one
     * @return its results and their children
     * @throws MisusedFetchPlanException if a collection is joined and the query has a limit or an offset, or the plan
     *     was built for another factory
     * @see #fetch(EntityManager, Collection)
     */
    public Fetched<T> fetch(TypedQuery<T> query) {
        ChildLists lists = new ChildLists(roots);
        return new Fetched<>(Collections.unmodifiableList(list(query, lists)), lists);
    }

    /**
     * Loads what is missing as {@link #load} does, and reads the children that the plan names: one statement for each
     * list (or for each {@linkplain ChildNode#batchSize batch} of owners). Children are read on each call, because a
     * filter may find others than before.
     *
     * <p>For a limited list, PostgreSQL and MySQL run a subquery for each owner. It ends early if an index has the
     * owner's column and then the columns of the order:
     *
     * <pre>{@code
     * select c.id, p.* from customer c
     *   join lateral (select id from purchase where customer_id = c.id and …
     *                 order by …, id fetch first ? rows only) f on true,
     *   purchase p
     * where c.id = any(?) and p.id = f.id order by …, p.id
     * }</pre>
     *
     * <p>MariaDB has no lateral join, so the statement is a {@code union all} of one subquery for each of up to 64
     * owners. H2 emulates a lateral join and returns wrong rows, so there {@code row_number()} numbers all children of
     * the owners.
     *
     * <p>Joins the transaction of the {@code EntityManager}, and needs none. These statements are queries, so they
     * flush first as the {@code EntityManager}'s flush mode says, and enabled filters of the children's entity apply.
     * The children are managed. Entities that were loaded before keep their changes, but the database filters and
     * orders by its own values. If a statement fails, nothing is returned, and what was loaded into entities before it
     * stays loaded.
     *
     * @param entityManager that manages the entities; entities for which only children are read may be detached
     * @param roots entities of the plan's class; null, repeated and proxied ones are allowed
     * @return the entities, without nulls, and their children
     * @throws UnmanagedEntityException if the plan has something to load into an entity that is not managed, or
     *     children to read for an entity without an id
     * @throws MisusedFetchPlanException if the plan was built for another factory
     */
    public Fetched<T> fetch(EntityManager entityManager, Collection<? extends T> roots) {
        ChildLists lists = new ChildLists(this.roots);
        load(entityManager, roots, lists);
        return new Fetched<>(
                roots.stream().filter(Objects::nonNull).<T>map(root -> root).toList(), lists);
    }
}
