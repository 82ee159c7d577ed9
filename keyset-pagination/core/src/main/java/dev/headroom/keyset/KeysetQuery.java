package dev.headroom.keyset;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of a {@link Keyset}. Every method returns a new query or a result; a query can be kept and used again as
 * long as its {@code EntityManager}, by the thread that uses it.
 *
 * @param <E> the entity
 */
public final class KeysetQuery<E> {

    private final Keyset<E> keyset;
    private final EntityManager entityManager;
    private final List<BiFunction<Root<E>, CriteriaBuilder, Predicate>> filters;
    private final List<@Nullable Object> scope;

    KeysetQuery(Keyset<E> keyset, EntityManager entityManager) {
        this(keyset, entityManager, List.of(), List.of());
    }

    private KeysetQuery(
            Keyset<E> keyset,
            EntityManager entityManager,
            List<BiFunction<Root<E>, CriteriaBuilder, Predicate>> filters,
            List<@Nullable Object> scope) {
        this.keyset = keyset;
        this.entityManager = entityManager;
        this.filters = filters;
        this.scope = scope;
    }

    /**
     * Narrows the list. Several filters must all hold; an {@code or} in a filter stays within it.
     *
     * <p>A cursor does not remember filters. Where a filter decides what a reader may see or where its rows come from
     * (a tenant, a search form), name its values in {@link #scope} as well.
     *
     * @param filter makes a condition from the entity and a builder, such as {@code (song, cb) ->
     *     cb.equal(song.get("mood"), mood)}; a method of a Spring Data specification fits
     * @return the narrower query
     */
    public KeysetQuery<E> where(BiFunction<Root<E>, CriteriaBuilder, Predicate> filter) {
        List<BiFunction<Root<E>, CriteriaBuilder, Predicate>> more = new ArrayList<>(filters);
        more.add(Objects.requireNonNull(filter, "filter"));
        return new KeysetQuery<>(keyset, entityManager, List.copyOf(more), scope);
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
    public KeysetQuery<E> scope(@Nullable Object... values) {
        List<@Nullable Object> copy = Collections.unmodifiableList(Arrays.asList(values.clone()));
        return new KeysetQuery<>(keyset, entityManager, filters, copy);
    }

    /**
     * Reads a page.
     *
     * <p>For keys {@code a, b} of one direction and a cursor, PostgreSQL gets one statement; the key values are selected
     * with the entity, and one more row than asked for tells whether a page follows:
     *
     * <pre>{@code
     * select e.* from E e where (e.a, e.b) > (?, ?) order by e.a, e.b fetch first ? rows only
     * }</pre>
     *
     * <p>Other databases, and keys of mixed directions, get {@code a = ? and b > ?} and, if that did not fill the page,
     * {@code a > ?}: at most one statement for each key. {@link KeysetRequest#withBothSides()} adds one that reads one
     * row of the keys.
     *
     * <p>Joins the transaction of the {@code EntityManager}, and needs none. Flushes as any query does. Without a
     * transaction, or at READ COMMITTED, the statements of one page see the data of their own moments. The entities
     * are managed. A row that another transaction moves in the order between two pages may be seen twice or not at all;
     * rows that stay are seen once.
     *
     * @param request which page
     * @return the page; empty if no row is there
     * @throws PageSizeException if the request's size is less than 1 or more than the keyset's maximum
     * @throws InvalidCursorException if the request's cursor is not one of this keyset and scope; nothing was read
     */
    public KeysetPage<E> page(KeysetRequest request) {
        if (request.size() < 1 || request.size() > keyset.maxPageSize()) {
            throw new PageSizeException(request.size(), keyset.maxPageSize());
        }
        return new PageReader<>(rows(), format()).read(request);
    }

    /**
     * The cursor of a row that is known by its id: to open a list at a row, or to go on from a row that was handled.
     *
     * <p>One statement: {@code select e.a, e.id from E e where e.id = ?} with the filters of this query.
     *
     * @param id the row's id
     * @return the cursor, or empty if there is no such row among the filtered ones
     * @throws CursorOverflowException if the row's key values are too long for a cursor
     */
    public Optional<String> cursorOf(Object id) {
        return rows().positionOf(Objects.requireNonNull(id, "id")).map(format()::cursor);
    }

    private RowReader<E> rows() {
        return new RowReader<>(entityManager, keyset.order(), filters);
    }

    private PositionFormat format() {
        return new PositionFormat(keyset.order(), scope, keyset.cursors());
    }
}
