package dev.headroom.projection;

import dev.headroom.projection.RowChoice.Range;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.projection.failure.OutputFailedException;
import dev.headroom.projection.mask.FieldMask;
import dev.headroom.projection.mask.FieldMaskException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.NonUniqueResultException;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A query for views. Immutable: each method that narrows it returns another one.
 *
 * <pre>{@code
 * List<AlbumItem> page = items.query(entityManager)
 *         .where((album, cb) -> cb.like(album.get("title"), "A%"))
 *         .orderBy("title, id")
 *         .limit(50)
 *         .list();
 * }</pre>
 *
 * <p>Runs one statement, and one more for each collection of the view and each batch of owners (10,000 where the database
 * takes arrays, else 1,000), in the transaction of the {@code EntityManager} if there is one. Statements are queries, so they
 * flush first as the {@code EntityManager}'s flush mode says. Without a transaction, or at {@code READ COMMITTED}, a
 * collection may be newer than the row that it belongs to. Spring's shared {@code EntityManager} has no session of its own
 * outside of a transaction: the statements of a call then run in one that is closed after it.
 *
 * @param <E> the entity
 * @param <R> what a row becomes
 */
public final class ProjectionQuery<E, R> {

    private final Projection<E, ?> projection;
    private final EntityManager entityManager;
    private final RootStatement<E> statement;

    private ProjectionQuery(Projection<E, ?> projection, EntityManager entityManager, RootStatement<E> statement) {
        this.projection = projection;
        this.entityManager = entityManager;
        this.statement = statement;
    }

    static <E, V> ProjectionQuery<E, V> of(Projection<E, V> projection, EntityManager entityManager) {
        return new ProjectionQuery<>(
                projection, Objects.requireNonNull(entityManager, "entityManager"), projection.whole());
    }

    /**
     * Narrows the list. A path through an association, such as {@code album.get("artist").get("name")}, is an inner join, as
     * everywhere in the Criteria API: rows without that association are left out, whatever is asked of the path. Join it with
     * {@code JoinType.LEFT} to keep them.
     *
     * @param filter makes a condition from the entity and a builder, such as {@code (album, cb) ->
     *     cb.equal(album.get("genre"), genre)}; null for none. It must not join a collection, which makes several rows of one:
     *     the query then throws an {@code IllegalArgumentException}. Ask with {@code exists} in a condition as text
     * @return the narrower query
     */
    public ProjectionQuery<E, R> where(BiFunction<Root<E>, CriteriaBuilder, @Nullable Predicate> filter) {
        return with(statement.choice().filter(Objects.requireNonNull(filter, "filter")));
    }

    /**
     * Narrows the list by a condition in Hibernate's query language. It runs a little faster than a filter by criteria, whose
     * translation Hibernate finds by comparing all of its parts.
     *
     * <pre>{@code
     * items.query(entityManager).where("e.artist.name = :artist and e.year > :year", Map.of("artist", artist, "year", 1990))
     * }</pre>
     *
     * <p>The condition chooses the rows, and nothing else does: neither the view nor a mask. A path through an association,
     * such as {@code e.artist.name}, is an inner join there, as everywhere in that language: rows without that association
     * are left out, also by {@code e.artist.name is null}, and by an {@code or} around it. To keep them, write a subquery:
     * {@code e.artist is null or exists (select 1 from Artist a where a = e.artist and a.name = :name)}.
     *
     * @param condition in which {@code e} is the entity. It is code: values, above all those of a request, are parameters
     * @param parameters values by the names of the condition's parameters, which may be null; a collection for {@code in}
     * @return the narrower query
     * @throws IllegalArgumentException if a parameter has another value in an earlier condition
     */
    public ProjectionQuery<E, R> where(String condition, Map<String, ? extends @Nullable Object> parameters) {
        Objects.requireNonNull(condition, "condition");
        return with(statement.choice().condition(condition, parameters));
    }

    /**
     * Orders the list. An order that leaves rows equal makes pages that overlap: end it with the id.
     *
     * @param order attributes of the entity or paths, separated by commas, each with {@code asc} or {@code desc} behind it,
     *     or with none for ascending, and then {@code nulls first} or {@code nulls last} if that matters
     * @return the ordered query, whose earlier order is replaced
     * @throws InvalidProjectionException if a path names no value
     */
    public ProjectionQuery<E, R> orderBy(String order) {
        return with(statement.choice().order(projection.order(order)));
    }

    /**
     * Limits the list. The database applies it to the entities, not to the elements of their collections.
     *
     * @param rows at least 1
     * @return the limited query
     */
    public ProjectionQuery<E, R> limit(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("limit(" + rows + "): at least 1 row is needed.");
        }
        return with(statement
                .choice()
                .range(new Range(rows, statement.choice().range().offset())));
    }

    /**
     * Leaves out the first rows. The database reads them all the same, so that deep offsets are slow: use a keyset for
     * pages.
     *
     * @param rows 0 or more
     * @return the query from there on
     */
    public ProjectionQuery<E, R> offset(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("offset(" + rows + "): 0 or more is needed.");
        }
        return with(
                statement.choice().range(new Range(statement.choice().range().limit(), rows)));
    }

    /**
     * Reads only the fields that a mask asks for: what is not asked for is not selected, and a collection that is not asked
     * for gets no statement. Filters, order and limits of this query stay.
     *
     * <pre>{@code
     * List<Row> rows = items.query(entityManager).fields(FieldMask.parse("id,artist")).list();
     * }</pre>
     *
     * @param mask what a request asks for; resolved within the {@linkplain Projection#fields fields} of the view
     * @return a query for rows of these fields, in the view's order
     * @throws FieldMaskException if the mask names a field that the view does not have
     */
    public ProjectionQuery<E, Row> fields(FieldMask mask) {
        return new ProjectionQuery<>(
                projection, entityManager, projection.masked(mask).choosing(statement.choice()));
    }

    private ProjectionQuery<E, R> with(RowChoice<E> choice) {
        return new ProjectionQuery<>(projection, entityManager, statement.choosing(choice));
    }

    /**
     * Runs the query.
     *
     * @return the rows in the query's order; unmodifiable
     */
    public List<R> list() {
        try (SessionOfRun run = SessionOfRun.of(entityManager)) {
            return run(run).list(statement);
        }
    }

    /**
     * Runs the query for one row at most. With {@code limit(1)} it is the first one.
     *
     * @return the row, or empty if there is none
     * @throws NonUniqueResultException if there are several
     */
    public Optional<R> one() {
        List<R> rows = limit(Math.min(2, statement.choice().range().limit())).list();
        if (rows.size() > 1) {
            throw new NonUniqueResultException("More than one row is found by one() of " + projection
                    + ": narrow it by where(…), or call limit(1).list() for the first.");
        }
        return rows.stream().findFirst();
    }

    /**
     * Reads all rows, and holds no more than some of them at a time: the rows of a fetch, and their collections.
     *
     * @param fetchSize how many rows the driver reads at a time, and for how many a collection is read by one statement
     * @param action gets each row, in the query's order; what it throws ends the reading and reaches the caller
     * @throws IllegalStateException if there is no transaction, without which PostgreSQL's driver reads all rows at once
     */
    public void forEach(int fetchSize, Consumer<? super R> action) {
        Objects.requireNonNull(action, "action");
        try (SessionOfRun run = SessionOfRun.of(entityManager)) {
            run(run).forEach(statement, fetchSize, action);
        }
    }

    /**
     * Reads all rows, and then writes them field by field as they were read: no view, row, map or entity is made of them. What
     * the view's own code does, such as a check in its constructor or an accessor that it defines, is therefore not done.
     *
     * <p>A field that a mask leaves out is not written; a value that is null, or a part that is not there, is written as
     * null. Sends the statements of {@link #list()}, all of them before the first row is written.
     *
     * <p>If this fails, the writer is told before the exception reaches the caller, and ends the answer so that it does not look
     * complete. The transaction, if there is one, is left to the caller.
     *
     * @param out takes this answer only
     * @return what was written
     * @throws BudgetExceededException if it was more than the view's {@link Budget}, and the projection was built with
     *     {@link ProjectionBuilder#failOverBudget}; the answer then ends as one that failed
     * @throws OutputFailedException if the writer's stream fails
     */
    public Payload writeTo(RowWriter out) {
        try (SessionOfRun run = SessionOfRun.of(entityManager)) {
            return payloadRun(run, out)
                    .write(rows -> rows.accept(statement.query(run.session()).getResultList()));
        }
    }

    /**
     * Writes rows as {@link #writeTo(RowWriter)} does, while they are read, and holds no more than some of them at a time: the
     * rows of a fetch, and their collections.
     *
     * @param out takes this answer only
     * @param fetchSize how many rows the driver reads at a time, and for how many a collection is read by one statement
     * @return what was written
     * @throws BudgetExceededException if it was more than the view's {@link Budget}, and the projection was built with
     *     {@link ProjectionBuilder#failOverBudget}; at most one row over its {@code bytes} was written
     * @throws OutputFailedException if the writer's stream fails; no more rows are read then
     * @throws IllegalStateException if there is no transaction, without which PostgreSQL's driver reads all rows at once
     */
    public Payload writeTo(RowWriter out, int fetchSize) {
        try (SessionOfRun run = SessionOfRun.of(entityManager)) {
            return payloadRun(run, out).write(rows -> run(run).forEachFetch("writeTo", statement, fetchSize, rows));
        }
    }

    private ProjectionRun<R> run(SessionOfRun run) {
        return new ProjectionRun<>(run.session(), statement.shape());
    }

    private PayloadRun payloadRun(SessionOfRun run, RowWriter out) {
        return new PayloadRun(run.session(), projection, statement.shape(), Objects.requireNonNull(out, "out"));
    }
}
