package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.mask.FieldMask;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.zoo.AnimalStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The views of one animal on one database beside its entities.
 *
 * @param view all that is served
 * @param order by the id, as text
 */
record ZooComparison<E>(AnimalStore store, Projection<E, ?> projection, ZooView view, String order, Random random) {

    private static final int LIMIT = 2;
    private static final int RANDOM_MASKS = 4;

    static ZooComparison<?> of(AnimalStore store, ZooView view, String order, Random random) {
        return new ZooComparison<>(store, projection(store, view, Many.ALL), view, order, random);
    }

    static Projection<?, ?> projection(AnimalStore store, ZooView view, int limit) {
        ProjectionBuilder<?, ?> builder = Projection.of(view.type(), ZooRecords.of(view, limit));
        view.leaves().forEach(builder::withLargeObject);
        return builder.build(store.entityManagerFactory());
    }

    void run() {
        List<@Nullable Object> expected = store.inTransaction(this::entities);
        assertThat(expected).isNotEmpty();
        store.inTransaction(em -> {
            compareWhole(em, expected);
            masks().forEach(mask -> compare(em, mask, expected));
            compareFlat(em, expected);
            compareOrders(em, expected);
            compareSelections(em, expected);
            return em;
        });
    }

    List<@Nullable Object> entities(EntityManager em) {
        String root = store.entityManagerFactory()
                .getMetamodel()
                .entity(projection.entity())
                .getName();
        String keys = Stream.of(order.split(", ", -1)).map(key -> "e." + key).collect(Collectors.joining(", "));
        List<@Nullable Object> shown = new ArrayList<>();
        em.createQuery("select e from " + root + " e order by " + keys, Object.class)
                .getResultList()
                .forEach(entity -> shown.add(ZooValues.ofEntity(view, entity)));
        return shown;
    }

    List<?> whole(EntityManager em) {
        return projection.query(em).orderBy(order).list();
    }

    private void compareWhole(EntityManager em, List<@Nullable Object> expected) {
        store.statements().clear();
        List<?> views = whole(em);
        assertStatements(FieldMask.all());
        assertThat(ZooValues.ofViews(view, views)).as("the whole view").isEqualTo(expected);
        List<Object> streamed = new ArrayList<>();
        projection.query(em).orderBy(order).forEach(LIMIT, streamed::add);
        assertThat(ZooValues.ofViews(view, streamed)).as("streamed").isEqualTo(expected);
        assertThat(ZooValues.ofViews(
                        view, projection.query(em).orderBy(order).limit(1).list()))
                .as("the first")
                .isEqualTo(expected.subList(0, 1));
        if (!projection.whole().shape().statements().isEmpty()) {
            List<@Nullable Object> limited = new ArrayList<>();
            views.forEach(shown -> limited.add(ZooLimits.first(view, shown, LIMIT)));
            assertThat(ZooValues.ofViews(
                            view,
                            projection(store, view, LIMIT)
                                    .query(em)
                                    .orderBy(order)
                                    .list()))
                    .as("limited lists")
                    .isEqualTo(ZooValues.ofViews(view, limited));
        }
    }

    /** A value that loads an entity would take a statement of its own. */
    private void assertStatements(FieldMask mask) {
        assertThat(store.statements().count())
                .as("statements for %s", mask)
                .isLessThanOrEqualTo(projection.statements(mask).size());
    }

    /** Joins are the same on all databases: each field for itself is asked for on the fastest only. */
    private List<Set<String>> masks() {
        List<String> leaves = view.leaves().toList();
        Stream<Set<String>> single =
                store.kind() == DatabaseKind.H2 ? leaves.stream().map(Set::of) : Stream.of();
        Stream<Set<String>> some = IntStream.range(0, RANDOM_MASKS)
                .mapToObj(mask -> leaves.stream()
                        .filter(leaf -> random.nextBoolean())
                        .collect(Collectors.toCollection(TreeSet::new)));
        return Stream.concat(Stream.of(Set.<String>of()), Stream.concat(single, some))
                .toList();
    }

    private void compare(EntityManager em, Set<String> fields, List<@Nullable Object> all) {
        FieldMask mask = FieldMask.of(fields.toArray(String[]::new));
        List<@Nullable Object> expected = masked(all, fields::contains);
        ProjectionQuery<E, Row> query = projection.query(em).orderBy(order).fields(mask);
        store.statements().clear();
        assertThat(ZooValues.ofViews(view, query.list())).as("mask %s", mask).isEqualTo(expected);
        assertStatements(mask);
        if (fields.size() != 1) {
            MapRows written = new MapRows();
            query.writeTo(written);
            assertThat(ZooValues.ofViews(view, written.rows))
                    .as("written, mask %s", mask)
                    .isEqualTo(expected);
        }
    }

    private List<@Nullable Object> masked(List<@Nullable Object> all, Predicate<String> wanted) {
        List<@Nullable Object> masked = new ArrayList<>();
        all.forEach(each -> masked.add(view.masked(each, "", wanted)));
        return masked;
    }

    /** Values at the end of a path, without the parts that they belong to. */
    private void compareFlat(EntityManager em, List<@Nullable Object> all) {
        Map<String, Class<?>> values = view.values();
        ProjectionBuilder<E, ?> builder = Projection.of(projection.entity(), ZooRecords.flat(view.type(), values));
        values.keySet().forEach(path -> builder.withLargeObject(path.replace('.', '_')));
        List<?> made = builder.build(store.entityManagerFactory())
                .query(em)
                .orderBy(order)
                .list();
        assertThat(made).hasSameSizeAs(all);
        for (int row = 0; row < made.size(); row++) {
            Map<String, @Nullable Object> shown = ZooValues.ofRecord(Objects.requireNonNull(made.get(row)));
            for (String path : values.keySet()) {
                assertThat(ZooValues.plain(shown.get(path.replace('.', '_'))))
                        .as("row %d, %s", row, path)
                        .isEqualTo(value(all.get(row), path));
            }
        }
    }

    private static @Nullable Object value(@Nullable Object shown, String path) {
        Object value = shown;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    /** What rows are ordered by says nothing about how many there are. */
    private void compareOrders(EntityManager em, List<@Nullable Object> all) {
        List<String> keys = view.keys();
        String key = keys.get(random.nextInt(keys.size()));
        List<String> ids = List.of(order.split(", ", -1));
        FieldMask mask = FieldMask.of(ids.toArray(String[]::new));
        assertThat(ZooValues.ofViews(
                        view, projection.query(em).orderBy(key).fields(mask).list()))
                .as("ordered by %s", key)
                .containsExactlyInAnyOrderElementsOf(masked(all, ids::contains));
    }

    private void compareSelections(EntityManager em, List<@Nullable Object> all) {
        ZooView plain = view.withoutLists();
        @SuppressWarnings("unchecked") // of the same entity
        Projection<E, ?> selected = (Projection<E, ?>) projection(store, plain, Many.ALL);
        CriteriaBuilder cb = em.getCriteriaBuilder();
        CriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
        Root<E> root = query.from(projection.entity());
        query.select(cb.array(selected.selections(root, cb))).orderBy(orders(root, cb));
        List<Object> made = new ArrayList<>();
        em.createQuery(query).getResultList().forEach(row -> made.add(selected.map(row)));
        Set<String> fields = plain.leaves().collect(Collectors.toSet());
        assertThat(ZooValues.ofViews(plain, made)).as("selected").isEqualTo(masked(all, fields::contains));
    }

    private List<Order> orders(Root<E> root, CriteriaBuilder cb) {
        return Stream.of(order.split(", ", -1))
                .map(key -> cb.asc(path(root, key)))
                .toList();
    }

    private static Path<?> path(Path<?> from, String names) {
        Path<?> path = from;
        for (String name : names.split("\\.", -1)) {
            path = Objects.requireNonNull(path).get(name);
        }
        return path;
    }
}
