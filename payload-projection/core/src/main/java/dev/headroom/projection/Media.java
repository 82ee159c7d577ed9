package dev.headroom.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Shows a picture, a file or another large object by its URL. Only the attributes that the URL is made of are selected, and
 * never the object itself. The component is a {@link java.net.URI}, and is null where the key is.
 *
 * <pre>{@code
 * record AlbumItem(long id, String title, @Media(version = "coverVersion") URI cover) {}
 *
 * Projection<Album, AlbumItem> items = Projection.of(Album.class, AlbumItem.class)
 *         .media((field, key, version) -> URI.create("/albums/" + key + "/" + field + "?v=" + version))
 *         .build(entityManagerFactory);
 * }</pre>
 *
 * @see ProjectionBuilder#media
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Media {

    /**
     * What tells the objects apart.
     *
     * @return an attribute of what the view shows, or a path; its id if it is not given
     */
    String key() default "";

    /**
     * What changes when the object does, such as a version or a hash, so that clients may keep what a URL gave them.
     *
     * @return an attribute of what the view shows, or a path; none if it is not given
     */
    String version() default "";
}
