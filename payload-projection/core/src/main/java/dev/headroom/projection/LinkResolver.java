package dev.headroom.projection;

import dev.headroom.projection.View.Link;
import jakarta.persistence.metamodel.IdentifiableType;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the URL of a large object is made of.
 *
 * @param urls makes it; null if the application has not said how
 */
record LinkResolver(@Nullable MediaUrls urls, Paths paths) {

    /**
     * @param base what the component's view shows
     * @param place of the component in the whole view
     */
    Link link(ResolvedPath base, Media media, ViewComponent component, String place) {
        String name = component.name();
        if (component.type() != URI.class) {
            throw paths.refused(
                    name,
                    "has @Media, but is of type " + component.type().getSimpleName() + ": make it a java.net.URI.");
        }
        if (urls == null) {
            throw paths.refused(
                    name, "has @Media, but there is nothing that makes its URL: call media(…) of the builder.");
        }
        ResolvedPath key = media.key().isEmpty() ? id(base, name) : small(base, media.key(), name);
        ResolvedPath version = media.version().isEmpty() ? null : small(base, media.version(), name);
        return new Link(name, place, key.source(), version == null ? null : version.source(), urls);
    }

    private ResolvedPath id(ResolvedPath base, String component) {
        if (!(base.target() instanceof IdentifiableType<?> entity)) {
            throw paths.refused(
                    component,
                    "has @Media, but is of an embeddable, which has no id: move it to the record around it, or name a key.");
        }
        ResolvedPath id = paths.id(base, component);
        if (!entity.hasSingleIdAttribute() || ValueContents.hasEntity(id.target())) {
            throw paths.refused(
                    component,
                    "has @Media, but the id of " + base.type().getSimpleName()
                            + " is of several attributes: name what tells the objects apart by @Media(key = …).");
        }
        return id;
    }

    private ResolvedPath small(ResolvedPath base, String path, String component) {
        ResolvedPath found = paths.follow(base, path, component);
        if (found.isCollection() || ValueContents.hasEntity(found.target()) || ValueContents.isLarge(found)) {
            throw paths.refused(
                    component,
                    "has @Media with a key or a version of type " + found.type().getSimpleName()
                            + ": name a value that is small.");
        }
        return found;
    }
}
