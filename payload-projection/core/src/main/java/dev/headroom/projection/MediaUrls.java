package dev.headroom.projection;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where an application hands out its large objects. Called for each row, by any thread. */
@FunctionalInterface
public interface MediaUrls {

    /**
     * Makes the URL of one object.
     *
     * @param field the component that shows it, by its path in the view, such as {@code cover} or {@code artist.portrait}
     * @param key the value of {@link Media#key}
     * @param version the value of {@link Media#version}; null if it is null, or not given
     * @return the URL; null if there is nothing to show
     */
    @Nullable URI url(String field, Object key, @Nullable Object version);
}
