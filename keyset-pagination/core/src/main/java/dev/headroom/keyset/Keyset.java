package dev.headroom.keyset;

import dev.headroom.keyset.KeysetExplanation.ServingIndex;
import dev.headroom.keyset.internal.index.IndexResolver;
import dev.headroom.keyset.internal.order.SeekOrder;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * A total order over an entity's rows, and the way to page through it. Build it once, at start, and share it: it is
 * immutable and thread-safe.
 *
 * <pre>{@code
 * Keyset<Song> byName = Keyset.of(Song.class, SortKey.asc("name"))
 *         .cursors(CursorCodecs.signed(secret))
 *         .build(entityManagerFactory);
 * }</pre>
 *
 * <p>The id, or what is missing of its parts, is appended in the direction of the last key, unless the keys hold something
 * unique that is never null: a natural id, an attribute with {@code @Column(unique = true)}, or all columns of a unique
 * constraint or unique index of {@code @Table}. Without a unique end rows with equal keys would be skipped or repeated at
 * the border of two pages. These annotations are believed: a constraint that the table does not have loses rows.
 *
 * <p>A page costs the same at any depth if an index has the keys in this order, here {@code (name, id)}. One index serves
 * both directions of reading.
 *
 * @param <E> the entity
 */
public final class Keyset<E> {

    private final SeekOrder<E> order;
    private final @Nullable RowText text;
    private final PositionFormat format;
    private final int maxPageSize;
    private final boolean clamping;
    private final IndexResolver index;

    Keyset(SeekOrder<E> order, CursorCodec cursors, int maxPageSize, boolean clamping, IndexResolver index) {
        this.order = order;
        this.text = RowText.of(order);
        this.format = PositionFormat.of(order, cursors);
        this.maxPageSize = maxPageSize;
        this.clamping = clamping;
        this.index = index;
    }

    /**
     * Starts the definition of an order.
     *
     * @param <E> the entity
     * @param entity its class
     * @param keys what to sort by, the most significant first; none to sort by the id alone
     * @return a builder; finish it with {@link KeysetBuilder#build}
     */
    public static <E> KeysetBuilder<E> of(Class<E> entity, SortKey... keys) {
        return new KeysetBuilder<>(entity, List.of(keys));
    }

    /**
     * The same as {@link #of(Class, SortKey...)}, for an order that is put together at run time.
     *
     * @param <E> the entity
     * @param entity its class
     * @param keys what to sort by, the most significant first; empty to sort by the id alone
     * @return a builder; finish it with {@link KeysetBuilder#build}
     */
    public static <E> KeysetBuilder<E> of(Class<E> entity, List<SortKey> keys) {
        return new KeysetBuilder<>(entity, keys);
    }

    /**
     * Starts a query for pages in this order.
     *
     * @param entityManager of the factory that the keyset was built with
     * @return a query over all rows of the entity; narrow it with {@link KeysetQuery#where}
     */
    public KeysetQuery<E, E> query(EntityManager entityManager) {
        return KeysetQuery.of(this, Objects.requireNonNull(entityManager, "entityManager"));
    }

    /**
     * Works through the rows in batches, each in a transaction of its own, so that a job over millions of rows holds no
     * lock for long and loses no more than a batch when it fails.
     *
     * <pre>{@code
     * byName.forEachBatch(
     *         entityManagerFactory::runInTransaction,
     *         KeysetRequest.first(500),
     *         (em, batch) -> {
     *             batch.forEach(this::index);
     *             batch.endCursor().ifPresent(cursor -> saveProgress(em, cursor));
     *         });
     * }</pre>
     *
     * <p>What the work throws ends the walk: its transaction is rolled back, those before it stay. To go on after a crash,
     * save {@link KeysetPage#endCursor()} within the work, and start with {@code KeysetRequest.after(cursor, 500)}: a
     * batch and its cursor are committed together or not at all, so no row is missed or done twice.
     *
     * @param transactions runs its argument in a new transaction with an {@code EntityManager} of its own, such as {@code
     *     entityManagerFactory::runInTransaction}
     * @param start where to start, in which direction, and how many rows a batch has; the keyset's maximum does not apply
     * @param work gets the batch and its {@code EntityManager}; not called for an empty batch
     * @throws PageSizeException if the batch has less than 1 row
     * @throws InvalidCursorException if the cursor of the start is not one of this keyset
     */
    public void forEachBatch(
            Consumer<Consumer<EntityManager>> transactions,
            KeysetRequest start,
            BiConsumer<EntityManager, KeysetPage<E>> work) {
        forEachBatch(transactions, query -> query, start, work);
    }

    /**
     * The same as {@link #forEachBatch(Consumer, KeysetRequest, BiConsumer)}, for some of the rows, or for a {@linkplain
     * KeysetQuery#partitions part} of them.
     *
     * <pre>{@code
     * byName.forEachBatch(
     *         entityManagerFactory::runInTransaction,
     *         query -> query.within(range),
     *         KeysetRequest.first(500),
     *         (em, batch) -> batch.forEach(this::index));
     * }</pre>
     *
     * @param <R> what a row of a batch is
     * @param transactions runs its argument in a new transaction with an {@code EntityManager} of its own
     * @param narrowing makes the query for each batch from one for all rows; it must say the same each time
     * @param start where to start, in which direction, and how many rows a batch has; the keyset's maximum does not apply
     * @param work gets the batch and its {@code EntityManager}; not called for an empty batch
     * @throws PageSizeException if the batch has less than 1 row
     * @throws InvalidCursorException if the cursor of the start is not one of that query
     */
    public <R> void forEachBatch(
            Consumer<Consumer<EntityManager>> transactions,
            Function<KeysetQuery<E, E>, KeysetQuery<E, R>> narrowing,
            KeysetRequest start,
            BiConsumer<EntityManager, KeysetPage<R>> work) {
        new BatchWalk<>(transactions, entityManager -> narrowing.apply(query(entityManager))).run(start, work);
    }

    /**
     * What is sorted.
     *
     * @return the entity's class
     */
    public Class<E> entity() {
        return order.entity();
    }

    /**
     * What is sorted by.
     *
     * @return the keys with the id that was appended, the most significant first
     */
    public List<SortKey> keys() {
        return order.keys().stream().map(key -> new SortKey(key.rule())).toList();
    }

    /**
     * The index that makes a page of this order cost the same at any depth, for a migration script.
     *
     * <pre>{@code
     * String ddl = byName.indexAdvice().toString(); // create index song_name_id_idx on Song (name, id)
     * }</pre>
     *
     * <p>It is a plain index where one is enough, because it is read from either end; it has {@code desc} where directions are
     * mixed, {@code lower(name)} where a key ignores case and the database has indexes of expressions, and {@code nulls first}
     * or {@code nulls last} where a key behind the first one needs it. There is none for keys of several tables, and none
     * for {@linkplain SortKey#asc(String, Class, java.util.function.BiFunction) expressions}.
     *
     * <p>Made of the mapping alone: no statement is sent, and whether the database has the index is not looked up. {@link
     * KeysetQuery#explain} does.
     *
     * @return the statement, or why there is none
     */
    public IndexAdvice indexAdvice() {
        String ddl = index.ddl();
        return ddl == null ? IndexAdvice.none(index.reason()) : IndexAdvice.create(ddl);
    }

    /** The indexes of the database that serve the order. */
    List<ServingIndex> servingIndexes(Session session) {
        return index.matches(session).stream()
                .map(match -> new ServingIndex(match.name(), match.columnsBefore()))
                .toList();
    }

    SeekOrder<E> order() {
        return order;
    }

    @Nullable RowText text() {
        return text;
    }

    PositionFormat format() {
        return format;
    }

    /**
     * The largest page that a request may ask for.
     *
     * @return the number of rows
     */
    public int maxPageSize() {
        return maxPageSize;
    }

    /** The size that a request gets for the one that it asks for. */
    int pageSize(int requested) {
        if (requested < 1 || (requested > maxPageSize && !clamping)) {
            throw new PageSizeException(requested, maxPageSize);
        }
        return Math.min(requested, maxPageSize);
    }

    /**
     * The order as it would stand in a query.
     *
     * @return such as {@code "Song order by name asc, id asc"}
     */
    @Override
    public String toString() {
        return order.toString();
    }
}
