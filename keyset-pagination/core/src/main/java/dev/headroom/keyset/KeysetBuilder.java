package dev.headroom.keyset;

import dev.headroom.keyset.internal.index.IndexResolver;
import dev.headroom.keyset.internal.order.SeekOrder;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link Keyset}. Not thread-safe; the keyset that it builds is.
 *
 * @param <E> the entity
 */
public final class KeysetBuilder<E> {

    /** The largest page unless the application says otherwise, in rows. */
    public static final int DEFAULT_MAX_PAGE_SIZE = 1000;

    private final Class<E> entity;
    private final List<SortKey> keys;
    private @Nullable CursorCodec cursors;
    private int maxPageSize = DEFAULT_MAX_PAGE_SIZE;
    private boolean clamping;

    KeysetBuilder(Class<E> entity, List<SortKey> keys) {
        this.entity = Objects.requireNonNull(entity, "entity");
        this.keys = List.copyOf(keys);
    }

    /**
     * Sets the codec that protects cursors. Required: there is no default, because every process that serves the list needs
     * the same secret.
     *
     * @param codec such as {@link dev.headroom.keyset.cursor.CursorCodecs#signed}
     * @return this builder
     */
    public KeysetBuilder<E> cursors(CursorCodec codec) {
        this.cursors = Objects.requireNonNull(codec, "codec");
        return this;
    }

    /**
     * Sets the largest page that a request may ask for.
     *
     * @param rows at least 1; {@value #DEFAULT_MAX_PAGE_SIZE} if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public KeysetBuilder<E> maxPageSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("maxPageSize is " + rows + ", and must be at least 1: set the largest page that you want to serve");
        }
        this.maxPageSize = rows;
        return this;
    }

    /**
     * Answers a request for too large a page with the largest one that is allowed, instead of with a
     * {@link PageSizeException}. The cursors of that page go on from its end, so a reader misses nothing. A size of less
     * than 1 is still refused.
     *
     * @return this builder
     */
    public KeysetBuilder<E> clampingPageSize() {
        this.clamping = true;
        return this;
    }

    /**
     * Checks the order against the mapping and makes the keyset. Reads no rows, but asks the database once which of the keys
     * and associations that are mapped as never null are columns that may be null ({@code select name from song where 1 =
     * 0}), on a connection of its own. If it cannot be asked yet, it is asked when a walk comes to its end.
     *
     * @param entityManagerFactory a Hibernate ORM 7 factory that maps the entity
     * @return the keyset
     * @throws InvalidKeysetException if the entity is unknown, or a key is unknown, not a basic attribute, of a type that
     *     cannot be in a cursor, named twice, or may be null without saying where nulls go; on MySQL and MariaDB also if a
     *     key is a float, a column of the type {@code enum(…)}, or a text of more than 255 characters, whose rows would be
     *     repeated or lost
     * @throws IllegalStateException if {@link #cursors} was not called
     */
    public Keyset<E> build(EntityManagerFactory entityManagerFactory) {
        if (cursors == null) {
            throw new IllegalStateException("Keyset of " + entity.getSimpleName()
                    + " has no cursor codec: call cursors(CursorCodecs.signed(…)).");
        }
        SeekOrder<E> order = new OrderResolver<>(entity, entityManagerFactory).resolve(keys);
        order.doubted().lookUp(entityManagerFactory.unwrap(SessionFactoryImplementor.class));
        IndexResolver index = new IndexResolver(order, entityManagerFactory);
        return new Keyset<>(order, cursors, maxPageSize, clamping, index);
    }
}
