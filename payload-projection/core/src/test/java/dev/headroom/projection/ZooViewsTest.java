package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.MappingsColumn;
import dev.headroom.testsupport.zoo.Verdict;
import dev.headroom.testsupport.zoo.Zoo;
import jakarta.persistence.metamodel.EntityType;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** That a view of all that an entity has shows what the entity shows, under every mask, for each mapping. */
@ExtendWith(ServersExtension.class)
class ZooViewsTest {

    private static final long SEED = Long.getLong("headroom.seed", 1);

    /** After some executions PostgreSQL's driver reads values in another format. */
    private static final int OFTEN = 10;

    @TestFactory
    Stream<DynamicNode> showsWhatEntitiesShow(Servers servers) {
        System.out.println("headroom.seed=" + SEED);
        return Zoo.tests(
                servers,
                new MappingsColumn("payload-projection", Path.of("../../docs/mappings.md")),
                ZooViewsTest::check);
    }

    @TestFactory
    Stream<DynamicNode> showsWhatEntitiesOfRandomMappingsShow(Servers servers) {
        System.out.println("headroom.seed=" + SEED);
        return Zoo.randomTests(servers, 2000, ZooViewsTest::check);
    }

    private static void check(AnimalStore store, Verdict verdict) {
        ZooComparison<?> comparison = comparison(store, verdict);
        try {
            comparison.run();
            verdict.served();
        } catch (HibernateException | DateTimeException unreadable) {
            // Some rows hold what Hibernate makes no value of: then it makes no entities of them either.
            assertThatThrownBy(() -> {
                        for (int time = 0; time < OFTEN; time++) {
                            store.inTransaction(comparison::entities);
                        }
                    })
                    .isInstanceOf(unreadable.getClass());
        }
    }

    /** Of all that an entity has; if some of it is refused, of the rest. */
    private static ZooComparison<?> comparison(AnimalStore store, Verdict verdict) {
        Mapping mapping = new Mapping(store.entityManagerFactory());
        EntityType<?> root = mapping.entity(store.animal().root());
        ZooView all = ZooView.of(mapping, root);
        String order = new IdPaths(mapping).of(root).stream().map(IdPaths::text).collect(Collectors.joining(", "));
        try {
            return ZooComparison.of(store, all, order, new Random(SEED));
        } catch (InvalidProjectionException some) {
            List<ZooView> served = all.fields().stream()
                    .filter(field -> isServed(store, all.with(List.of(field)), field, verdict))
                    .toList();
            return ZooComparison.of(store, all.with(served), order, new Random(SEED));
        }
    }

    private static boolean isServed(AnimalStore store, ZooView alone, ZooView field, Verdict verdict) {
        try {
            ZooComparison.projection(store, alone, Many.ALL);
            return true;
        } catch (InvalidProjectionException refusal) {
            verdict.refused(field.name(), refusal);
            return false;
        }
    }
}
