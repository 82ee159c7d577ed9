package dev.headroom.projection;

import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The definition of a {@link Projection}. Not thread-safe.
 *
 * @param <E> the entity
 * @param <V> the view
 */
public final class ProjectionBuilder<E, V> {

    private final Class<E> entity;
    private final Class<V> view;
    private final Map<String, Source.Expression> expressions = new HashMap<>();
    private final Set<String> large = new HashSet<>();

    ProjectionBuilder(Class<E> entity, Class<V> view) {
        this.entity = Objects.requireNonNull(entity, "entity");
        this.view = Objects.requireNonNull(view, "view");
    }

    /**
     * Gives a component the value of an expression instead of an attribute's.
     *
     * <pre>{@code
     * Projection.of(Album.class, AlbumItem.class).expression("trackCount", "size(e.tracks)")
     * }</pre>
     *
     * <p>Hibernate reads it when the projection is built, and its type must fit the component as an attribute's: a count is a
     * {@code long}, and what may be null needs no primitive component, or a {@code coalesce}. An aggregate such as {@code
     * sum} is written as a subquery: {@code (select sum(t.milliseconds) from Track t where t.album = e)}.
     *
     * @param component its path in the view; not beneath a list, nor of an embeddable
     * @param text an expression of Hibernate's query language, in which {@code e} is the entity
     * @return this builder
     */
    public ProjectionBuilder<E, V> expression(String component, String text) {
        expressions.put(Objects.requireNonNull(component, "component"), new Source.Expression(text));
        return this;
    }

    /**
     * Lets a component be a large object: a {@code byte[]}, or what is mapped with {@code @Lob}. Without this, such a
     * component is refused, because a list would read it for each row.
     *
     * @param component its path in the view
     * @return this builder
     */
    public ProjectionBuilder<E, V> withLargeObject(String component) {
        large.add(Objects.requireNonNull(component, "component"));
        return this;
    }

    /**
     * Checks the view against the mapping.
     *
     * @param entityManagerFactory that knows the entity; Hibernate's
     * @return the projection
     * @throws InvalidProjectionException if the view does not fit the entity, or an expression or a component that this
     *     builder names does not fit the view; it names the component and what to do
     */
    public Projection<E, V> build(EntityManagerFactory entityManagerFactory) {
        return Projection.build(
                entity,
                view,
                new ViewResolver.Options(Map.copyOf(expressions), Set.copyOf(large)),
                entityManagerFactory);
    }
}
