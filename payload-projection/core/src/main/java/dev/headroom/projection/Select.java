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
@Target(ElementType.RECORD_COMPONENT)
public @interface Select {

    /**
     * The attribute, or a path of attributes.
     *
     * @return names with dots between them, such as {@code artist.name}; from a collection, such as {@code tracks.name}, for
     *     a list of values
     */
    String value();
}
