package dev.headroom.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an answer of this view may cost. It stands on the view itself, not on a part within.
 *
 * <pre>{@code
 * @Budget(rowBytes = 300, bytes = 30_000, statements = 2)
 * record AlbumItem(long id, String title, List<Song> tracks) {
 *     record Song(long id, String name) {}
 * }
 * }</pre>
 *
 * <p>{@code statements} is checked when the projection is built. A test checks the bytes with
 * {@link Projection#checkBudget}. At run time each {@code writeTo} checks them, and tells the {@link PayloadListener}; with
 * {@link ProjectionBuilder#failOverBudget} it fails.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Budget {

    /** No limit. */
    int NONE = 0;

    /**
     * The mean size of the rows of an answer, as {@link Payload#rowBytes()}.
     *
     * @return bytes; no limit if it is not given
     */
    int rowBytes() default NONE;

    /**
     * The size of an answer's rows, as {@link Payload#bytes()}.
     *
     * @return bytes; no limit if it is not given
     */
    int bytes() default NONE;

    /**
     * The statements of the whole view: 1, and 1 for each collection, however large. That a collection is read again for each
     * batch of owners or fetch does not count.
     *
     * @return a number; no limit if it is not given
     */
    int statements() default NONE;
}
