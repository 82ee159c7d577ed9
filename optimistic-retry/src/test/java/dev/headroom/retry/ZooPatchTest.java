package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.ZooChange.Kind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.MappingsColumn;
import dev.headroom.testsupport.zoo.Verdict;
import dev.headroom.testsupport.zoo.Zoo;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A patch leaves the tables as the same change through an entity manager does, on every mapping that people have. */
@ExtendWith(ServersExtension.class)
class ZooPatchTest {

    @TestFactory
    Stream<DynamicNode> patches(Servers servers) {
        return Zoo.tests(
                servers, new MappingsColumn("optimistic-retry", Path.of("../docs/mappings.md")), ZooPatchTest::check);
    }

    private static void check(AnimalStore store, Verdict verdict) throws Exception {
        SortedMap<String, List<String>> before = content(store);
        for (ZooChange change : ZooChange.all(store)) {
            check(store, before, change, verdict);
        }
    }

    private static void check(
            AnimalStore store, SortedMap<String, List<String>> before, ZooChange change, Verdict verdict)
            throws Exception {
        Optional<Exception> failure = attempt(() -> store.inTransaction(em -> {
            change.make(em);
            return true;
        }));
        SortedMap<String, List<String>> expected = content(store);
        restore(store, before, expected);
        try {
            Outcome outcome = change.patch();
            assertThat(outcome).as("%s", change).isInstanceOfAny(Outcome.Updated.class, Outcome.Unchanged.class);
            if (failure.isEmpty() || !change.isOneStatement()) {
                assertThat(failure)
                        .as("%s fails through an entity manager only", change)
                        .isEmpty();
                assertThat(content(store)).as("%s: %s", change, outcome).isEqualTo(change.only(before, expected));
            }
            verdict.served();
        } catch (InvalidUpdateException refusal) {
            assertThat(content(store)).as("%s was refused", change).isEqualTo(before);
            if (change.kind() != Kind.NULL && failure.isEmpty()) { // where a null must not be is no mapping's fault
                verdict.refused(change.attribute(), refusal);
            }
        } catch (RuntimeException same) {
            if (failure.isEmpty()) {
                throw new AssertionError(change + " fails as a patch only", same);
            }
            assertThat(content(store)).as("%s failed", change).isEqualTo(before);
        }
        restore(store, before, content(store));
    }

    /** Takes long on some databases. */
    private static void restore(
            AnimalStore store, SortedMap<String, List<String>> before, SortedMap<String, List<String>> now)
            throws Exception {
        if (!now.equals(before)) {
            store.refill();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Optional<Exception> attempt(Work work) {
        try {
            work.run();
            return Optional.empty();
        } catch (Exception failure) {
            return Optional.of(failure);
        }
    }

    /** Times of the clock are not compared. */
    private static SortedMap<String, List<String>> content(AnimalStore store) throws Exception {
        SortedMap<String, List<String>> content = new TreeMap<>();
        for (Map.Entry<String, List<String>> table : store.content().entrySet()) {
            content.put(
                    table.getKey(),
                    table.getValue().stream()
                            .map(row -> timeless(row, store))
                            .sorted()
                            .toList());
        }
        return content;
    }

    /** A time as a version is later than the last one, which an entity manager does not see to. */
    private static String timeless(String row, AnimalStore store) {
        boolean hasTime = store.entityManagerFactory().getMetamodel().getEntities().stream()
                .flatMap(entity -> entity.getSingularAttributes().stream())
                .anyMatch(attribute -> attribute.isVersion()
                        && !attribute.getJavaType().isPrimitive()
                        && !Number.class.isAssignableFrom(attribute.getJavaType()));
        String now = row.replaceAll(
                Year.now(ZoneOffset.UTC) + "-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([+-]\\d\\d(:\\d\\d)?)?",
                "now");
        return hasTime ? now.replaceAll("(?i)version=[^,]*", "version") : now;
    }
}
