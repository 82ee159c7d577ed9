package dev.headroom.fetch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hibernate.annotations.SortNatural;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Collections of all kinds report their use, and stay what they are. */
@ParameterizedClass
@EnumSource
@ExtendWith(ServersExtension.class)
class UsedCollectionTest {

    private static EntityManagerFactory entityManagers;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind, Servers servers) {
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("kinds");
        Map<String, Object> settings = new HashMap<>();
        QueryWatch.configure(settings);
        settings.forEach(configuration::property);
        entityManagers = configuration
                .property(
                        JdbcSettings.JAKARTA_NON_JTA_DATASOURCE,
                        servers.database(kind).dataSource())
                .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                .managedClasses(Cupboard.class)
                .createEntityManagerFactory();
        entityManagers.runInTransaction(em -> em.persist(new Cupboard()));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        entityManagers.close();
    }

    @Test
    void findsThemAllUnused() {
        assertThat(unused(cupboard -> {}))
                .containsExactlyInAnyOrder("bag", "list", "unordered", "ordered", "sorted", "map", "sortedMap");
    }

    @Test
    void eachReportsItsUse() {
        assertThat(unused(cupboard -> {
                    assertThat(cupboard.bag).containsExactlyInAnyOrder("a", "b");
                    assertThat(cupboard.list.get(1)).isEqualTo("b");
                    assertThat(cupboard.unordered.contains("a")).isTrue();
                    assertThat(cupboard.ordered.isEmpty()).isFalse();
                    assertThat(cupboard.sorted.first()).isEqualTo("a");
                    assertThat(cupboard.map.get("a")).isEqualTo("A");
                    assertThat(cupboard.sortedMap.firstKey()).isEqualTo("a");
                }))
                .isEmpty();
    }

    @Test
    void changesAreWritten() {
        unused(cupboard -> {
            cupboard.bag.add("c");
            cupboard.list.set(0, "c");
            cupboard.unordered.remove("a");
            cupboard.sorted.add("c");
            cupboard.map.put("c", "C");
        });
        assertThat(unused(cupboard -> {
                    assertThat(cupboard.bag).containsExactlyInAnyOrder("a", "b", "c");
                    assertThat(cupboard.list).containsExactly("c", "b");
                    assertThat(cupboard.unordered).containsExactly("b");
                    assertThat(cupboard.sorted).containsExactly("a", "b", "c");
                    assertThat(cupboard.map).containsOnlyKeys("a", "b", "c");
                    cupboard.bag.remove("c");
                    cupboard.list.set(0, "a");
                    cupboard.unordered.add("a");
                    cupboard.sorted.remove("c");
                    cupboard.map.remove("c");
                }))
                .containsExactlyInAnyOrder("ordered", "sortedMap");
    }

    @Test
    void canBeSerialized() {
        unused(cupboard -> assertThat(copy(cupboard).sorted).containsExactly("a", "b"));
    }

    private static Cupboard copy(Cupboard cupboard) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(cupboard);
            out.flush();
            return (Cupboard) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> unused(Consumer<Cupboard> work) {
        try (QueryWatch watch = QueryWatch.install(entityManagers);
                QueryRecording queries = watch.openWithUse()) {
            entityManagers.runInTransaction(em -> work.accept(em.find(Cupboard.class, 1L)));
            assertThat(queries.unusedFetches())
                    .allMatch(found -> found.fix().equals("make " + found.role() + " lazy in the mapping"));
            return queries.unusedFetches().stream()
                    .map(found -> found.role().substring("Cupboard.".length()))
                    .toList();
        }
    }

    @Entity(name = "Cupboard")
    static class Cupboard implements Serializable {

        private static final long serialVersionUID = 1L;

        @Id
        Long id = 1L;

        @ElementCollection(fetch = FetchType.EAGER)
        List<String> bag = new ArrayList<>(List.of("a", "b"));

        @ElementCollection(fetch = FetchType.EAGER)
        @OrderColumn
        List<String> list = new ArrayList<>(List.of("a", "b"));

        @ElementCollection(fetch = FetchType.EAGER)
        Set<String> unordered = new HashSet<>(Set.of("a", "b"));

        @ElementCollection(fetch = FetchType.EAGER)
        @OrderBy
        Set<String> ordered = new LinkedHashSet<>(Arrays.asList("b", "a"));

        @ElementCollection(fetch = FetchType.EAGER)
        @SortNatural
        SortedSet<String> sorted = new TreeSet<>(Set.of("a", "b"));

        @ElementCollection(fetch = FetchType.EAGER)
        Map<String, String> map = new HashMap<>(Map.of("a", "A", "b", "B"));

        @ElementCollection(fetch = FetchType.EAGER)
        @SortNatural
        SortedMap<String, String> sortedMap = new TreeMap<>(Map.of("a", "A", "b", "B"));
    }
}
