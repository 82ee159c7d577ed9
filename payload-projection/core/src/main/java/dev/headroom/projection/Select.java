package dev.headroom.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where the value of a component comes from, if not from the attribute of its name.
 *
 * <pre>{@code
 * record AlbumItem(long id, String title, @Select("artist.name") String artist) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Select {

    /**
     * The attribute, or a path of attributes.
     *
     * @return names with dots between them, such as {@code artist.name}; from a collection, such as {@code tracks.name}, for
     *     a list of values; the component's own name if it is not given
     */
    String value() default "";

    /**
     * The subclass that has the attribute, where what the view shows has subclasses.
     *
     * <pre>{@code
     * record WorkItem(String name, @Select(of = Song.class) Integer milliseconds) {}
     * }</pre>
     *
     * @return an entity that extends the one that is shown, and that has the first attribute of the path; the component is
     *     null, or an empty list, for all others
     */
    Class<?> of() default void.class;
}
