package dev.headroom.keyset.spring;

import dev.headroom.keyset.CursorOverflowException;
import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetQuery;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.PageSizeException;
import java.util.function.Function;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a Spring Data JPA repository gets by extending this interface as well. There is nothing to configure: Spring Data
 * finds the implementation in this jar.
 *
 * <pre>{@code
 * interface SongRepository extends JpaRepository<Song, Long>, KeysetRepository<Song> {}
 * }</pre>
 *
 * <p>Every method joins the caller's transaction, or runs in a read-only one of its own. It reads with the {@code
 * EntityManagerFactory} bean that maps the repository's entity; the keyset has to be built with the same one. Where
 * several beans map the entity, or none, every method throws {@link IllegalStateException}: use {@link Keyset#query}
 * there. Thread-safe, as repositories are.
 *
 * @param <T> the entity of the repository
 */
@Transactional(readOnly = true)
public interface KeysetRepository<T> {

    /**
     * Reads a page of all rows. The SQL is that of {@link KeysetQuery#page}.
     *
     * @param keyset the order
     * @param request which page
     * @return the page
     * @throws PageSizeException if the request's size is not one that the keyset allows
     * @throws InvalidCursorException if the request's cursor is not one of this keyset; nothing was read
     */
    KeysetPage<T> page(Keyset<T> keyset, KeysetRequest request);

    /**
     * Reads a page of the rows that a specification lets through.
     *
     * <p>A cursor does not remember the filter. Where the filter decides what a reader may see, use {@link #query} with
     * {@link KeysetQuery#scope} and {@link KeysetFilters#of}.
     *
     * @param keyset the order
     * @param request which page
     * @param filter a condition; {@link Specification#unrestricted()} for all rows
     * @return the page
     * @throws PageSizeException if the request's size is not one that the keyset allows
     * @throws InvalidCursorException if the request's cursor is not one of this keyset; nothing was read
     * @throws IllegalArgumentException if the specification changes the query, see {@link KeysetFilters#of}; Spring Data
     *     wraps it in its {@code InvalidDataAccessApiUsageException}
     */
    KeysetPage<T> page(Keyset<T> keyset, KeysetRequest request, Specification<T> filter);

    /**
     * Does whatever a {@link KeysetQuery} can, in one transaction: filters with a scope, selections, loaders, the page
     * around a row, {@linkplain KeysetWindows windows} and {@linkplain KeysetSlices slices}.
     *
     * <pre>{@code
     * KeysetPage<Song> page = songs.query(byName, all -> all
     *         .where(KeysetFilters.of(cheaperThan(limit)))
     *         .scope(tenant, limit)
     *         .page(request));
     * }</pre>
     *
     * @param <R> what is read
     * @param keyset the order
     * @param reading gets a query over all rows, and must not keep it: its {@code EntityManager} ends with the transaction
     * @return what the function returns
     * @throws PageSizeException if a size is not one that the keyset allows
     * @throws InvalidCursorException if a cursor is not one of this keyset and scope
     * @throws CursorOverflowException if a row's key values are too long for a cursor that is asked for
     */
    <R> R query(Keyset<T> keyset, Function<KeysetQuery<T, T>, R> reading);
}
