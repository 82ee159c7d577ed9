package dev.headroom.projection;

import dev.headroom.projection.failure.RecordRefusedException;
import dev.headroom.projection.mask.FieldMask;
import dev.headroom.projection.mask.FieldMaskException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A record or an interface as a view of an entity: which columns, joins and statements it needs, found out once. Build it at
 * start, and share it: it is immutable and thread-safe.
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

    /** More than applications write; requests may name any number. */
    private static final int KNOWN_ORDERS = 100;

    private final Class<E> entity;
    private final Class<V> type;
    private final View view;
    private final ResolvedPath root;
    private final Mapping mapping;
    private final FieldMask fields;

    /** Reads all of the view. */
    private final RootStatement<E> whole;

    private final PayloadRules payloads;

    /** What orders mean that were asked for before. */
    private final Map<String, List<Sort>> orders = new ConcurrentHashMap<>();

    Projection(Class<E> entity, Class<V> type, View view, Mapping mapping, PayloadRules payloads) {
        this.entity = entity;
        this.type = type;
        this.view = view;
        this.mapping = mapping;
        this.fields = FieldMask.of(view.fields().toArray(String[]::new));
        this.payloads = payloads;
        this.root = ResolvedPath.start(entity, mapping.entity(entity));
        Columns columns = new Columns("e", 0);
        this.whole = RootStatement.of(mapping.entity(entity).getName(), columns, ShapeBuilder.records(view, columns));
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

    /**
     * The fields of the view, which is what a request may ask for. Each component is a field of its name; what is within a
     * part or an element is beneath it.
     *
     * @return a mask without wildcards
     */
    public FieldMask fields() {
        return fields;
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

    /**
     * The statements that {@link ProjectionQuery#fields} runs for a mask, known before it runs: one for the rows, and one
     * for each collection that the mask names, which runs once for each batch of owners. For tests that hold what a request
     * may cost.
     *
     * @param mask what a request asks for; {@link FieldMask#all()} for the whole view
     * @return statements in Hibernate's query language, in which {@code :owners} are the keys of the rows; filters and limits
     *     of a query are not part of them
     * @throws FieldMaskException if the mask names a field that the view does not have
     */
    public List<String> statements(FieldMask mask) {
        RootStatement<E> statement = masked(mask);
        List<String> texts = new ArrayList<>(List.of(statement.text()));
        statement.shape().statements().forEach(child -> texts.add(child.text(Keys.any(), mapping.dialect(), false)));
        return List.copyOf(texts);
    }

    /**
     * The view as selections of another query, such as that of a keyset page. Associations are joined by left joins.
     *
     * <pre>{@code
     * KeysetPage<AlbumTitle> page = byTitle.query(entityManager)
     *         .select(titles::selections, titles::map)
     *         .page(KeysetRequest.first(50));
     * }</pre>
     *
     * @param from the entity in that query, which gets the joins
     * @param builder of that query
     * @return what to select, in the order that {@link #map} takes
     * @throws IllegalStateException if the view has collections, which need statements of their own, or expressions, which
     *     are text
     */
    public List<Selection<?>> selections(From<?, E> from, CriteriaBuilder builder) {
        refuseParts();
        return whole.columns().selections(from, Objects.requireNonNull(builder, "builder"));
    }

    /**
     * Makes a view of a row of the {@linkplain #selections selected} values.
     *
     * @param row the values in the order of the selections
     * @return the view
     * @throws IllegalStateException as {@link #selections}
     * @throws RecordRefusedException if the constructor of the view, or of a part, throws
     */
    public V map(@Nullable Object[] row) {
        refuseParts();
        return type.cast(RowMaker.withoutChildren().make(whole.shape(), row));
    }

    private void refuseParts() {
        if (!whole.shape().statements().isEmpty()) {
            throw new IllegalStateException(this + " has collections, which need statements of their own: select a view"
                    + " without them, or run query(…).");
        }
    }

    /** The statement for the rows of what a mask asks for. */
    RootStatement<E> masked(FieldMask mask) {
        FieldMask shown = mask.within(fields);
        Columns columns = new Columns("e", 0);
        Shape shape = ShapeBuilder.rows(view, columns, shown::includes);
        return RootStatement.of(mapping.entity(entity).getName(), columns, shape);
    }

    /** The statement for the rows of the whole view. */
    RootStatement<E> whole() {
        return whole;
    }

    List<Sort> order(String text) {
        List<Sort> known = orders.get(text);
        if (known != null) {
            return known;
        }
        List<Sort> order =
                List.copyOf(SortText.parse(text, root, new Paths(mapping, entity.getSimpleName()), Paths.ORDER));
        if (orders.size() < KNOWN_ORDERS) {
            orders.put(text, order);
        }
        return order;
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
            Class<E> entity, Class<V> type, ViewOptions options, PayloadRules payloads, EntityManagerFactory factory) {
        Mapping mapping = new Mapping(factory);
        View view = new ViewResolver(mapping, options, entity).root(entity, type);
        Projection<E, V> projection = new Projection<>(entity, type, view, mapping, payloads);
        payloads.check(type, 1 + projection.whole.shape().statements().size());
        return projection;
    }
}
