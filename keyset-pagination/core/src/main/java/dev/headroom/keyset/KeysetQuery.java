package dev.headroom.keyset;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of a {@link Keyset}. Every method returns a new query or a result; a query can be kept and used again as
 * long as its {@code EntityManager}, by the thread that uses it.
 *
 * @param <E> the entity
 * @param <R> what a row of a page is: the entity, or what is {@linkplain #select selected} of it
 */
public final class KeysetQuery<E, R> {

    private final ListReader<E, R> list;

    private KeysetQuery(ListReader<E, R> list) {
        this.list = list;
    }

    static <E> KeysetQuery<E, E> of(Keyset<E> keyset, EntityManager entityManager) {
        return new KeysetQuery<>(ListReader.of(keyset, entityManager));
    }

    /** What does the work. */
    ListReader<E, R> list() {
        return list;
    }

    /**
     * Narrows the list. Several filters must all hold; an {@code or} in a filter stays within it.
     *
     * <p>A cursor does not remember filters. Where a filter decides what a reader may see or where its rows come from
     * (a tenant, a search form), name its values in {@link #scope} as well.
     *
     * @param filter makes a condition from the entity and a builder, such as {@code (song, cb) ->
     *     cb.equal(song.get("mood"), mood)}
     * @return the narrower query
     */
    public KeysetQuery<E, R> where(BiFunction<Root<E>, CriteriaBuilder, Predicate> filter) {
        Objects.requireNonNull(filter, "filter");
        return where((root, query, builder) -> filter.apply(root, builder));
    }

    /**
     * Narrows the list by a condition that needs a subquery. Otherwise as {@link #where(BiFunction)}.
     *
     * @param filter makes a condition from the entity, its query and a builder
     * @return the narrower query
     */
    public KeysetQuery<E, R> where(KeysetFilter<E> filter) {
        return new KeysetQuery<>(list.where(Objects.requireNonNull(filter, "filter")));
    }

    /**
     * Selects parts of the entity instead of the whole of it. The keys are selected beside them, and do not show.
     *
     * <pre>{@code
     * KeysetPage<Title> titles = byName.query(entityManager)
     *         .select((song, cb) -> List.of(song.get("id"), song.get("name")), Title::of)
     *         .page(KeysetRequest.first(50));
     * }</pre>
     *
     * @param <S> what a row becomes
     * @param selections what to select, at least one item; a column that is also a key is selected once. Use {@code
     *     join(…, JoinType.LEFT)} for associations that may be empty: other joins lose rows
     * @param mapper makes a row of the selected values, in their order
     * @return a query for such rows, with the filters and scope of this one, without its {@linkplain #loading loaders}
     */
    public <S> KeysetQuery<E, S> select(
            BiFunction<Root<E>, CriteriaBuilder, ? extends List<? extends Selection<?>>> selections,
            Function<Object[], S> mapper) {
        Objects.requireNonNull(selections, "selections");
        Objects.requireNonNull(mapper, "mapper");
        return new KeysetQuery<>(list.select(selections, mapper));
    }

    /**
     * Loads more for the rows of each page, such as to-many associations. A collection that is fetched by a join would
     * multiply the rows that the database counts; this comes after the page was read.
     *
     * <p>The loader runs once for a page that is not empty, in its transaction, with its rows in their order.
     *
     * @param loader such as a method of a fetch plan; what it throws reaches the caller of {@link #page}
     * @return the query with this loader behind earlier ones
     */
    public KeysetQuery<E, R> loading(BiConsumer<EntityManager, Collection<R>> loader) {
        return new KeysetQuery<>(list.loading(Objects.requireNonNull(loader, "loader")));
    }

    /**
     * Binds cursors to values: a cursor of this query is refused ({@link InvalidCursorException.Reason#WRONG_QUERY}) by
     * a query with other values. The values are hashed into the cursor and cannot be read from it.
     *
     * @param values such as the tenant and the values of filters, in an order that stays the same; null for a filter
     *     that is not set
     * @return the query with this scope instead of an earlier one
     * @throws IllegalArgumentException when a page is read, if a value is not a text, number, enum, UUID or time
     */
    public KeysetQuery<E, R> scope(@Nullable Object... values) {
        return new KeysetQuery<>(list.scopedTo(Collections.unmodifiableList(Arrays.asList(values.clone()))));
    }

    /**
     * Reads only a range of the list. Its ends are those of the list for this query: {@link KeysetRequest#first} starts
     * where the range does, {@link KeysetPage#hasNext()} is false at its end, and counts count the range. Rows that are
     * inserted beyond it do not appear; rows that are inserted or moved into it do.
     *
     * <p>Costs no more rows than a page: rows beyond the range are marked by the database, and reading stops at the first
     * one. Cursors of a range are good for this range only.
     *
     * @param newRange of this keyset and {@linkplain #scope scope}; cursors make it up, so one that is out of date,
     *     changed or foreign raises {@link InvalidCursorException} when a page is read
     * @return the query for this range instead of an earlier one
     */
    public KeysetQuery<E, R> within(KeysetRange newRange) {
        return new KeysetQuery<>(list.within(Objects.requireNonNull(newRange, "newRange")));
    }

    /**
     * The range up to the row that is the last one now, so that rows which come behind it later do not appear while a
     * reader pages.
     *
     * <pre>{@code
     * KeysetRange soFar = byName.query(entityManager).rangeSoFar().orElseThrow();
     * KeysetPage<Song> page = byName.query(entityManager).within(soFar).page(KeysetRequest.first(50));
     * }</pre>
     *
     * <p>Sort by what grows, such as the time of creation or a sequence: then all new rows come behind it. One read of one
     * row's keys.
     *
     * @return the range, or empty if there is no row
     */
    public Optional<KeysetRange> rangeSoFar() {
        return list.rangeSoFar();
    }

    /**
     * Splits the list into ranges of nearly the same number of rows, for workers that read side by side. Every row is in
     * exactly one of them, also a row that is inserted later: the first range begins where the list does, and the last
     * one ends where it ends.
     *
     * <pre>{@code
     * List<KeysetRange> ranges = byName.query(entityManager).partitions(4);
     * }</pre>
     *
     * <p>Two statements, which cost as much as reading the keys of all rows: a count, and the keys of each row that ends a
     * range ({@code row_number() over (order by …)}). Do it once for a job, and store the ranges with it.
     *
     * @param count how many ranges at most, at least 1; fewer if there are fewer rows
     * @return the ranges in the order of the list; one that holds everything if there are no rows
     * @throws IllegalArgumentException if the count is less than 1
     */
    public List<KeysetRange> partitions(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("partitions(" + count + "): ask for at least 1");
        }
        return list.partitions(count);
    }

    /**
     * Reads a page.
     *
     * <p>For keys {@code a, b} of one direction and a cursor, PostgreSQL gets one statement; the key values are selected
     * with the entity, and one row more than the page shows whether another page follows:
     *
     * <pre>{@code
     * select e.* from E e where (e.a, e.b) > (?, ?) order by e.a, e.b fetch first ? rows only
     * }</pre>
     *
     * <p>Other databases, and keys of mixed directions, get {@code a = ? and b > ?} and, if that did not fill the page,
     * {@code a > ?}: at most one statement for each key, and one more for each key that may be null. The first and the last
     * page are one statement, or two if the first key's nulls do not go where the database puts them by itself. {@link
     * KeysetRequest#withBothSides()} looks for one row in the same way, in the other direction, and {@link
     * KeysetRequest#counting} adds one statement.
     *
     * <p>Joins the transaction of the {@code EntityManager}, and needs none. Flushes as any query does. Without a
     * transaction, or at READ COMMITTED, the statements of one page see the data of their own moments. The entities
     * are managed. A row that another transaction moves in the order between two pages may be seen twice or not at all;
     * rows that stay are seen once.
     *
     * @param request which page
     * @return the page; empty if no row is there
     * @throws PageSizeException if the request's size is less than 1, or more than the keyset's maximum and not
     *     {@linkplain KeysetBuilder#clampingPageSize clamped}
     * @throws InvalidCursorException if the request's cursor is not one of this keyset and scope; nothing was read
     * @throws NullKeyException if a key of a row is null although the order says nothing of nulls
     */
    public KeysetPage<R> page(KeysetRequest request) {
        KeysetRequest allowed = list.allowed(request);
        return list.page(allowed, list.seek(allowed));
    }

    /**
     * Says what a page costs, without reading it: the SQL that it may send, the largest number of statements, and whether an
     * index of the database serves the order. Use it in a log, in a test, or to look at a slow list.
     *
     * <pre>{@code
     * KeysetExplanation page = byName.query(entityManager).explain(KeysetRequest.first(50));
     * assertThat(page.servingIndexes()).as(page.toString()).isNotEmpty();
     * }</pre>
     *
     * <p>Reads the database's list of indexes, by one statement or by JDBC's own means, in the transaction of the
     * {@code EntityManager} if there is one. No row of the list is read and nothing is flushed. The filters and selections
     * are called, once for each statement.
     *
     * <p>The SQL is the one that Hibernate makes, before a {@code StatementInspector} of the application changes it. An index
     * is found by its columns, not by a plan: on a small table the database rightly prefers a sort.
     *
     * @param request which page
     * @return what it would cost
     * @throws PageSizeException as {@link #page}
     * @throws InvalidCursorException as {@link #page}
     */
    public KeysetExplanation explain(KeysetRequest request) {
        return list.explain(list.allowed(request));
    }

    /**
     * Reads the page around a row that is known by its id: to open a list where a row is.
     *
     * <p>Half of the page lies before the row if there are as many, the rest after it. Both {@link KeysetPage#hasNext()} and
     * {@link KeysetPage#hasPrevious()} are known. Three reads: the row, the rows before it, the rows after it.
     *
     * @param id the row's id
     * @param size how many rows at most, the row itself included
     * @return the page, or empty if there is no such row among the filtered ones
     * @throws PageSizeException if the size is less than 1, or more than the keyset's maximum and not clamped
     */
    public Optional<KeysetPage<R>> around(Object id, int size) {
        return list.around(Objects.requireNonNull(id, "id"), size);
    }

    /**
     * All rows of the list, read as the stream is consumed, a batch at a time, at the same cost for each batch. It holds the
     * rows of one batch, however many there are.
     *
     * <p>This is for reading: the entities of a batch are not managed by the {@code EntityManager}, but by a session beside
     * it, which is in the same transaction and is closed when the next batch is read. Their lazy associations can be read
     * until then; changes to them are not written. To change rows, use {@link Keyset#forEachBatch}. What the {@code
     * EntityManager} itself manages is flushed before each batch, and stays managed. The stream needs the {@code EntityManager}
     * as long as it is consumed, is sequential, and need not be closed if it is read to its end. Rows that are inserted
     * meanwhile behind the current batch are seen.
     *
     * @param batch how many rows are read at a time, from 1; the keyset's maximum does not apply
     * @return the rows in the keyset's order, however long their keys are
     * @throws PageSizeException if the batch is less than 1
     */
    public Stream<R> stream(int batch) {
        if (batch < 1) {
            throw new PageSizeException(batch, Integer.MAX_VALUE);
        }
        return list.stream(batch);
    }

    /**
     * The cursor of a row that is known by its id: to open a list at a row, or to go on from a row that was handled.
     *
     * <p>One statement: {@code select e.a, e.id from E e where e.id = ?} with the filters of this query; for an id
     * class the entity is loaded first.
     *
     * @param id the row's id
     * @return the cursor, or empty if there is no such row among the filtered ones
     * @throws CursorOverflowException if the row's key values are too long for a cursor
     */
    public Optional<String> cursorOf(Object id) {
        return list.cursorOf(Objects.requireNonNull(id, "id"));
    }
}
