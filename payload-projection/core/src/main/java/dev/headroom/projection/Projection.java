package dev.headroom.projection;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/**
 * A record or an interface as a view of an entity: which columns, joins and statements it needs, found out once. Build it at start, and share
 * it: it is immutable and thread-safe.
 *
 * <pre>{@code
 * record AlbumItem(long id, String title, @Select("artist.name") String artist, List<Song> tracks) {
 *     record Song(long id, String name) {}
 * }
 *
 * Projection<Album, AlbumItem> items = Projection.of(Album.class, AlbumItem.class).build(entityManagerFactory);
 * }</pre>
 *
 * <p>An interface works like a record of its accessors, in the order of their names. Its implementations are immutable, and
 * equal if all their values are.
 *
 * <p>A component gets the value of the attribute of its name, or of the path in its {@link Select}. A component that is a
 * record shows a part of an association to one entity, or of an embeddable, and is null where there is none. A list or set
 * of records, or of values, shows a collection, and is read by one statement for all rows.
 *
 * @param <E> the entity
 * @param <V> the view
 */
public final class Projection<E, V> {

    private final Class<E> entity;
    private final Class<V> type;
    private final View view;
    private final ResolvedPath root;
    private final Mapping mapping;

    Projection(Class<E> entity, Class<V> type, View view, Mapping mapping) {
        this.entity = entity;
        this.type = type;
        this.view = view;
        this.mapping = mapping;
        this.root = ResolvedPath.start(entity, mapping.entity(entity));
    }

    /**
     * Starts the definition of a projection.
     *
     * @param <E> the entity
     * @param <V> the view
     * @param entity the entity's class
     * @param view a record, or an interface whose methods are accessors, such as {@code title()} or {@code getTitle()}, or
     *     default methods
     * @return a builder; finish it with {@link ProjectionBuilder#build}
     */
    public static <E, V> ProjectionBuilder<E, V> of(Class<E> entity, Class<V> view) {
        return new ProjectionBuilder<>(entity, view);
    }

    /**
     * Starts a query for whole views.
     *
     * @param entityManager the query runs in its transaction, if there is one
     * @return a query for all entities; it can be narrowed, ordered and limited
     */
    public ProjectionQuery<E, V> query(EntityManager entityManager) {
        return ProjectionQuery.of(this, entityManager);
    }

    Class<E> entity() {
        return entity;
    }

    Class<V> type() {
        return type;
    }

    View view() {
        return view;
    }

    List<Sort> order(String text) {
        return SortText.parse(text, root, new Paths(mapping, entity.getSimpleName()), Paths.ORDER);
    }

    /**
     * Names the entity and the view.
     *
     * @return text for people
     */
    @Override
    public String toString() {
        return "Projection of " + entity.getSimpleName() + " as " + type.getSimpleName();
    }

    /** The way in which a builder makes one. */
    static <E, V> Projection<E, V> build(
            Class<E> entity, Class<V> type, ViewResolver.Options options, EntityManagerFactory factory) {
        Mapping mapping = new Mapping(factory);
        return new Projection<>(entity, type, new ViewResolver(mapping, options, entity).root(entity, type), mapping);
    }
}
