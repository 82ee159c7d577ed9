package dev.headroom.projection;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/**
 * A record as a view of an entity: which columns, joins and statements it needs, found out once. Build it at start, and share
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
    private final PayloadRules payloads;

    Projection(Class<E> entity, Class<V> type, View view, Mapping mapping, PayloadRules payloads) {
        this.entity = entity;
        this.type = type;
        this.view = view;
        this.mapping = mapping;
        this.payloads = payloads;
        this.root = ResolvedPath.start(entity, mapping.entity(entity));
    }

    /**
     * Starts the definition of a projection.
     *
     * @param <E> the entity
     * @param <V> the view
     * @param entity the entity's class
     * @param view a record
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

    /**
     * Checks what an answer of this view cost, in a test.
     *
     * <pre>{@code
     * Payload payload = items.query(entityManager).limit(50).writeTo(writer);
     * items.checkBudget(payload);
     * }</pre>
     *
     * @param payload of a query of this projection
     * @throws BudgetExceededException if it has more bytes than the view's {@link Budget} allows
     * @throws IllegalStateException if the view has no {@code @Budget}, so that nothing would be checked
     */
    public void checkBudget(Payload payload) {
        if (payloads.budget() == null) {
            throw new IllegalStateException(type.getName() + " has no @Budget: write one on it, such as"
                    + " @Budget(rowBytes = " + payload.rowBytes() + ").");
        }
        BudgetExceededException over = payloads.breach(payload);
        if (over != null) {
            throw over;
        }
    }

    PayloadRules payloads() {
        return payloads;
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
        return SortText.parse(text, root, new Paths(mapping, entity.getSimpleName()), "order");
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
            Class<E> entity,
            Class<V> type,
            ViewResolver.Options options,
            PayloadRules payloads,
            EntityManagerFactory factory) {
        Mapping mapping = new Mapping(factory);
        View view = new ViewResolver(mapping, options).root(entity, type);
        payloads.checkView(type, view);
        return new Projection<>(entity, type, view, mapping, payloads);
    }
}
