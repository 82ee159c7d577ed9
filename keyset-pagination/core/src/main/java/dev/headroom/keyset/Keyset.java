package dev.headroom.keyset;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;

/**
 * A total order over an entity's rows, and the way to page through it. Build it once, at start, and share it: it is
 * immutable and thread-safe.
 *
 * <pre>{@code
 * Keyset<Song> byName = Keyset.of(Song.class, SortKey.asc("name"))
 *         .cursors(CursorCodec.signed(secret))
 *         .build(entityManagerFactory);
 * }</pre>
 *
 * <p>The id is appended to the keys where it is not among them, in the direction of the last key: without a unique end
 * rows with equal keys would be skipped or repeated at the border of two pages.
 *
 * <p>A page costs the same at any depth if an index has the keys in this order, here {@code (name, id)}. One index serves
 * both directions of reading.
 *
 * @param <E> the entity
 */
public final class Keyset<E> {

    private final SeekOrder<E> order;
    private final CursorCodec cursors;
    private final int maxPageSize;

    Keyset(SeekOrder<E> order, CursorCodec cursors, int maxPageSize) {
        this.order = order;
        this.cursors = cursors;
        this.maxPageSize = maxPageSize;
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
     * What is sorted by.
     *
     * @return the keys with the id that was appended, the most significant first
     */
    public List<SortKey> keys() {
        return order.sortKeys();
    }

    SeekOrder<E> order() {
        return order;
    }

    CursorCodec cursors() {
        return cursors;
    }

    /**
     * The largest page that a request may ask for.
     *
     * @return the number of rows
     */
    public int maxPageSize() {
        return maxPageSize;
    }

    void checkPageSize(int size) {
        if (size < 1 || size > maxPageSize) {
            throw new PageSizeException(size, maxPageSize);
        }
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
