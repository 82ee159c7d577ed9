package dev.headroom.projection;

import dev.headroom.projection.failure.InvalidProjectionException;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    private PayloadListener listener = payload -> {};
    private boolean failOverBudget;
    private @Nullable MediaUrls urls;

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
     * sum} is written as a subquery: {@code (select sum(t.milliseconds) from Track t where t.album = e)}; so is a value behind
     * an association that may be empty, which would be an inner join.
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
     * Says where large objects are handed out that the view shows by {@link Media}.
     *
     * @param newUrls makes the URLs
     * @return this builder
     */
    public ProjectionBuilder<E, V> media(MediaUrls newUrls) {
        urls = Objects.requireNonNull(newUrls, "newUrls");
        return this;
    }

    /**
     * Tells what each answer cost that {@code writeTo} wrote, and which were over the view's {@link Budget}.
     *
     * @param newListener instead of an earlier one; without it there is none
     * @return this builder
     */
    public ProjectionBuilder<E, V> onPayload(PayloadListener newListener) {
        listener = Objects.requireNonNull(newListener, "newListener");
        return this;
    }

    /**
     * Makes {@code writeTo} fail with {@link BudgetExceededException} when an answer is over the view's {@link Budget}: by
     * the first row that does not fit into {@code bytes}, or at the end by {@code rowBytes}. The answer then ends as one
     * that failed, so that no client takes a part of it for all. Without this, the answer is sent whole, and only the listener is
     * told.
     *
     * @return this builder
     */
    public ProjectionBuilder<E, V> failOverBudget() {
        failOverBudget = true;
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
                new ViewOptions(Map.copyOf(expressions), Set.copyOf(large), urls),
                new PayloadRules(view.getAnnotation(Budget.class), listener, failOverBudget),
                entityManagerFactory);
    }
}
