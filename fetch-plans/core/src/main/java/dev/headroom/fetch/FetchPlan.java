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
 * What to load of an entity and its associations, and in how many statements. Build it once, at start, and share it: it is
 * immutable and thread-safe.
 *
 * <pre>{@code
 * FetchPlan<Playlist> withTracks = FetchPlan.of(Playlist.class)
 *         .fetch("owner", "tracks.album.artist")
 *         .build(entityManagerFactory);
 * }</pre>
 *
 * <p>What is named is loaded, with all that leads to it. What is not named is left for later, also where the mapping says
 * eager, unless it cannot be; {@link FetchPlanBuilder#unplanned} says what a touch of it does.
 *
 * @param <T> the entity
 */
public final class FetchPlan<T> {

    private final PlanSource<T> source;
    private final FetchExplanation explanation;
    private final Level roots;
    private final BatchLoaders loaders = new BatchLoaders();
    private final @Nullable UnplannedPolicy unplanned;

    /** Shared by all queries, which only read it; null if they load the same without. */
    private final @Nullable EntityGraph<T> graph;

    /** For queries that take no joins; null if nothing is eager. */
    private final @Nullable EntityGraph<T> withoutJoins;

    FetchPlan(
            PlanSource<T> source, FetchExplanation explanation, Level roots, @Nullable UnplannedPolicy unplanned) {
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
     * <p>A query of a stateless session gets its joins; nothing can be loaded into its results afterwards.
     *
     * <p>The query keeps its limit and offset, which the database applies. An association that the query joins already is
     * not joined twice. A native query, one with {@code group by} and a union cannot join for the plan, so its joined
     * associations get statements of their own.
     *
     * <p>With Spring's shared {@code EntityManager} outside of a transaction, the results come loaded, and detached.
     *
     * @param query for entities of the plan's class; it gets an entity graph of the joined associations, if it needs one
     * @return its results, in their order, with what the plan names loaded; each entity once if the plan joins a collection
     * @throws FetchPlanException if a collection is joined and the query has a limit or an offset, or the query left join
     *     fetches a reference whose target {@code @SQLRestriction} or a filter may hide, or the plan reads children,
     *     which {@link #fetch(TypedQuery)} returns, or was built for another factory
     * @throws UnmanagedEntityException if something is to be loaded apart, and the query's session manages no entities
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

    /** Its mapping may be the same, and its database speak another dialect. */
    private void refuseAnotherFactory(SharedSessionContractImplementor session) {
        if (session.getFactory() != source.factory().unwrap(SessionFactoryImplementor.class)) {
            throw new FetchPlanException("The plan of " + explanation.root()
                    + " was built for another EntityManagerFactory: build one for each factory.");
        }
    }

    private ChildLists withoutChildren(String call, String instead) {
        ChildLists lists = new ChildLists(roots);
        if (!lists.isEmpty()) {
            throw new FetchPlanException("The plan reads children (" + lists.names() + "), which " + call
                    + " cannot return: call " + instead + ".");
        }
        return lists;
    }

    private LevelLoader loader(SharedSessionContractImplementor session, ChildLists lists) {
        return new LevelLoader(session, loaders, lists, unplanned);
    }

    /**
     * A plan that loads what this one and another one load, each association once. Where both set something for the same
     * association, such as its strategy, the other plan's setting holds; it is for pages if one of them is; of what they say
     * about unplanned associations, the stricter one holds. This plan and the other one stay as they are.
     *
     * @param other a plan for the same entity or for one that it extends
     * @return the plan of both, for the factory of this one
     * @throws InvalidFetchPlanException if they exclude each other, such as by a collection that each of them joins
     */
    public FetchPlan<T> and(FetchPlan<? super T> other) {
        return source.and(other.source).build();
    }

    /**
     * The statements that this plan runs, why each association is joined or selected, and how this database
     * finds the children of each owner. Reads no data.
     *
     * @return an explanation; its text is for people
     */
    public FetchExplanation explain() {
        return explanation;
    }

    private Optional<PlanNode> joinedCollection() {
        return roots.joinedCollections().findFirst();
    }

    private void refuseJoinedCollection() {
        joinedCollection().ifPresent(collection -> {
            throw new FetchPlanException("The query has a limit or an offset, which would count the rows of the joined"
                    + " collection \"" + collection.path() + "\": leave join() out of it.");
        });
    }

    /**
     * Loads what the plan names and is not loaded yet, for entities that are there already. A statement for each
     * association, or none where nothing is missing; joined associations beneath a to-one association come with it.
     *
     * <p>This is a loader as other modules take them, such as {@code query.loading(plan::load)} for a keyset page.
     *
     * <p>What is loaded is never read again, so that no change to it is lost: {@code refresh} or {@code detach} an entity first
     * to read it anew.
     *
     * <p>Joins the transaction of the {@code EntityManager}, and needs none. Does not flush and does not clear: changes that
     * were not flushed stay, and children that were not flushed are not seen. A to-one association whose row is gone
     * stays unloaded.
     *
     * @param entityManager that manages the entities
     * @param roots entities of the plan's class; null and repeated ones are fine, and references that are not loaded are
     *     loaded, by one statement for all; one without a row stays as it is
     * @throws UnmanagedEntityException if something is to be loaded into an entity that is not managed
     * @throws FetchPlanException if the plan reads children, which {@link #fetch(EntityManager, Collection)}
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
     * @param query for entities of the plan's class; it gets an entity graph of the joined associations, if it needs one
     * @return its results and their children
     * @throws FetchPlanException if a collection is joined and the query has a limit or an offset, or the plan was built for
     *     another factory
     * @see #fetch(EntityManager, Collection)
     */
    public Fetched<T> fetch(TypedQuery<T> query) {
        ChildLists lists = new ChildLists(roots);
        return new Fetched<>(Collections.unmodifiableList(list(query, lists)), lists);
    }

    /**
     * Loads what is missing as {@link #load} does, and reads the children that the plan names: always,
     * because a filter may find others than before, and by one statement for each list of the plan (or for each
     * {@linkplain ChildNode#batchSize batch} of owners).
     *
     * <p>Where a list is limited, PostgreSQL and MySQL run a subquery for each owner, which an index on the owner's column
     * and those of the order ends early:
     *
     * <pre>{@code
     * select c.id, p.* from customer c
     *   join lateral (select id from purchase where customer_id = c.id and … order by …, id fetch first ? rows only) f on true,
     *   purchase p
     * where c.id = any(?) and p.id = f.id order by …, p.id
     * }</pre>
     *
     * <p>MariaDB has no lateral join. Its subqueries stand in a {@code union all}, one for each of up to 64 owners. On H2, whose
     * lateral join is an emulation that returns wrong rows, all children of the owners are numbered by {@code row_number()}.
     *
     * <p>Joins the transaction of the {@code EntityManager}, and needs none. These statements are queries, so they flush
     * first as the {@code EntityManager}'s flush mode says, and enabled filters of the children's entity hold. The children
     * are managed; entities that were loaded before keep
     * their changes, although the database filters and orders by what it has. If a statement fails, nothing is returned, and
     * what was loaded into entities before it stays loaded.
     *
     * @param entityManager that manages the entities; entities for which only children are read may be detached
     * @param roots entities of the plan's class; null, repeated and proxied ones are fine
     * @return the entities, without nulls, and their children
     * @throws UnmanagedEntityException if something is to be loaded into an entity that is not managed, or children are to
     *     be read for an entity without an id
     * @throws FetchPlanException if the plan was built for another factory
     */
    public Fetched<T> fetch(EntityManager entityManager, Collection<? extends T> roots) {
        ChildLists lists = new ChildLists(this.roots);
        load(entityManager, roots, lists);
        return new Fetched<>(
                roots.stream().filter(Objects::nonNull).<T>map(root -> root).toList(), lists);
    }
}
