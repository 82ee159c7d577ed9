package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.MappingsColumn;
import dev.headroom.testsupport.zoo.Verdict;
import dev.headroom.testsupport.zoo.Zoo;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** That a view of all that an entity has shows what the entity shows, under every mask, for each mapping. */
@ExtendWith(ServersExtension.class)
class ZooViewsTest {

    private static final long SEED = Long.getLong("headroom.seed", System.nanoTime());
    private static final int RANDOM_MASKS = 10;
    private static final int LIMIT = 2;
    private static final int OFTEN = 10;

    @TestFactory
    Stream<DynamicNode> showsWhatEntitiesShow(Servers servers) {
        System.out.println("headroom.seed=" + SEED);
        return Zoo.tests(
                servers,
                new MappingsColumn("payload-projection", Path.of("../../docs/mappings.md")),
                ZooViewsTest::check);
    }

    private static void check(AnimalStore store, Verdict verdict) {
        Mapping mapping = new Mapping(store.entityManagerFactory());
        EntityType<?> root = mapping.entity(store.animal().root());
        ZooView all = ZooView.of(mapping, root);
        List<ZooView> served = new ArrayList<>();
        for (ZooView field : all.fields()) {
            try {
                projectionOf(store, all.with(List.of(field)), Many.ALL);
                served.add(field);
            } catch (InvalidProjectionException refusal) {
                verdict.refused(field.name(), refusal);
            }
        }
        String order = new IdPaths(mapping).of(root).stream().map(IdPaths::text).collect(Collectors.joining(", "));
        Comparison<?> comparison =
                new Comparison<>(store, projectionOf(store, all.with(served), Many.ALL), all.with(served), order);
        if (canBeRead(comparison)) {
            comparison.run();
            verdict.served();
        }
    }

    /**
     * Some rows hold what Hibernate makes no value of, some only when a driver has begun to read them as binary: then no view
     * of them is made either.
     */
    private static boolean canBeRead(Comparison<?> comparison) {
        try {
            comparison.store().inTransaction(em -> often(() -> comparison.entities(em)));
            return true;
        } catch (HibernateException | DateTimeException unreadable) {
            assertThatThrownBy(() -> comparison.store().inTransaction(em -> often(() -> comparison.whole(em))))
                    .isInstanceOf(unreadable.getClass());
            return false;
        }
    }

    private static boolean often(Runnable reading) {
        for (int time = 0; time < OFTEN; time++) {
            reading.run();
        }
        return true;
    }

    private static Projection<?, ?> projectionOf(AnimalStore store, ZooView view, int limit) {
        ProjectionBuilder<?, ?> builder = Projection.of(view.type(), view.toRecord(limit));
        view.leaves("").forEach(builder::withLargeObject);
        return builder.build(store.entityManagerFactory());
    }

    /** One animal on one database. */
    private record Comparison<E>(AnimalStore store, Projection<E, ?> projection, ZooView view, String order) {

        void run() {
            store.inTransaction(em -> {
                Asked asked = new Asked(em, entities(em));
                assertThat(asked.entities()).isNotEmpty();
                List<?> views = whole(em);
                assertThat(plain(views)).as("the whole view").isEqualTo(shown(asked, path -> true));
                assertThat(plain(projection.query(em).orderBy(order).limit(1).list()))
                        .as("the first")
                        .isEqualTo(plain(views).subList(0, 1));
                masks().forEach(mask -> compare(asked, mask));
                Projection<?, ?> limited = projectionOf(store, view, LIMIT);
                assertThat(plain(limited.query(em).orderBy(order).list()))
                        .as("limited lists")
                        .isEqualTo(plain(limited(views)));
                return views;
            });
        }

        private record Asked(EntityManager em, List<?> entities) {}

        List<?> whole(EntityManager em) {
            return projection.query(em).orderBy(order).list();
        }

        List<?> entities(EntityManager em) {
            String root = store.entityManagerFactory()
                    .getMetamodel()
                    .entity(store.animal().root())
                    .getName();
            String keys = Stream.of(order.split(", ")).map(key -> "e." + key).collect(Collectors.joining(", "));
            em.clear();
            return em.createQuery("select e from " + root + " e order by " + keys, Object.class)
                    .getResultList();
        }

        private List<Object> shown(Asked asked, Predicate<String> wanted) {
            return asked.entities().stream()
                    .map(entity -> (Object) ZooValues.ofEntity(view, entity, "", wanted))
                    .collect(Collectors.toList());
        }

        private static List<Object> plain(List<?> views) {
            return views.stream().map(ZooValues::ofView).collect(Collectors.toList());
        }

        private List<Set<String>> masks() {
            List<String> leaves = view.leaves("").toList();
            Random random = new Random(SEED);
            return Stream.concat(
                            Stream.concat(leaves.stream().map(Set::of), Stream.of(Set.<String>of())),
                            IntStream.range(0, RANDOM_MASKS).mapToObj(mask -> some(leaves, random)))
                    .toList();
        }

        private static Set<String> some(List<String> leaves, Random random) {
            return leaves.stream().filter(leaf -> random.nextBoolean()).collect(Collectors.toCollection(TreeSet::new));
        }

        private void compare(Asked asked, Set<String> fields) {
            FieldMask mask = FieldMask.of(fields.toArray(String[]::new));
            List<Object> expected = shown(asked, fields::contains);
            ProjectionQuery<E, Row> query =
                    projection.query(asked.em()).orderBy(order).fields(mask);
            assertThat(plain(query.list())).as("seed %d, mask %s", SEED, mask).isEqualTo(expected);
            MapRows written = new MapRows();
            query.writeTo(written);
            assertThat(plain(written.rows)).as("written, mask %s", mask).isEqualTo(expected);
        }

        private List<@Nullable Object> limited(List<?> views) {
            List<@Nullable Object> limited = new ArrayList<>();
            views.forEach(shown -> limited.add(ZooLimits.first(view, shown, LIMIT)));
            return limited;
        }
    }
}
