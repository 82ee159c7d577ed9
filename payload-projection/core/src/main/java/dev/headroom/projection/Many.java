package dev.headroom.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which elements of a collection a component gets, and in what order.
 *
 * <pre>{@code
 * record AlbumItem(long id, String title, @Many(limit = 3, orderBy = "milliseconds desc") List<Hit> tracks) {
 *     record Hit(long id, String name) {}
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Many {

    /** The limit of a collection that is read whole. */
    int ALL = Integer.MAX_VALUE;

    /**
     * How many elements of each owner are read. The database applies it.
     *
     * @return at least 1; all if it is not given
     */
    int limit() default ALL;

    /**
     * The order of an owner's elements.
     *
     * @return attributes of the element, separated by commas, each with {@code asc} or {@code desc} behind it, or with none
     *     for ascending; if it is not given, that of {@code @OrderColumn} or {@code @OrderBy}. Elements that are equal in it
     *     are in the order of their ids, and embeddables in that of their values
     */
    String orderBy() default "";
}
