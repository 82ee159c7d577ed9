package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Shop.Customer;
import dev.headroom.fetch.Shop.Dog;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That an explanation says what is sent. */
@ExtendWith(ServersExtension.class)
class FetchExplanationTest {

    private static Shop shop;
    private static Registry registry;

    @BeforeAll
    static void open(Servers servers) {
        shop = new Shop(servers.database(DatabaseKind.H2));
        shop.fill();
        registry = new Registry(servers.database(DatabaseKind.H2));
        registry.fill();
    }

    @AfterAll
    static void close() {
        shop.close();
        registry.close();
    }

    static Stream<Arguments> plans() {
        return Stream.of(
                plan("nothing", plan -> {}, 1, 0),
                plan("joins", plan -> plan.fetch("country", "pet"), 1, 2),
                plan("collections", plan -> plan.fetch("phones", "purchases.items"), 4, 3),
                plan("references of collections", plan -> plan.fetch("purchases.items.product.category"), 3, 2),
                plan("selected reference", plan -> plan.fetch("country", node -> node.select()), 2, 1),
                plan(
                        "joined collection",
                        plan -> plan.fetch(
                                "purchases", node -> node.join().fetch("items.product", product -> product.join())),
                        2,
                        2),
                plan(
                        "subclass",
                        plan -> plan.fetch("pet", pet -> pet.treat(Dog.class).fetch("bones")),
                        2,
                        2),
                plan(
                        "selected references of collections",
                        plan -> plan.fetch("purchases.items.product", product -> product.select()),
                        4,
                        3));
    }

    private static Arguments plan(String title, Consumer<FetchPlanBuilder<Customer>> spec, int list, int load) {
        return Arguments.of(title, spec, list, load);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void countsTheStatements(String title, Consumer<FetchPlanBuilder<Customer>> spec, int list, int load) {
        FetchPlanBuilder<Customer> builder = FetchPlan.of(Customer.class);
        spec.accept(builder);
        FetchPlan<Customer> plan = builder.build(shop.entityManagers);
        assertThat(plan.explain().listStatements()).as("explained for list").isEqualTo(list);
        assertThat(plan.explain().loadStatements()).as("explained for load").isEqualTo(load);
        shop.write(em -> assertThat(
                        shop.statements(() -> plan.list(em.createQuery("from Customer order by id", Customer.class))))
                .as("sent by list")
                .isEqualTo(list));
        shop.write(em -> {
            List<Customer> customers =
                    em.createQuery("from Customer order by id", Customer.class).getResultList();
            assertThat(shop.statements(() -> plan.load(em, customers)))
                    .as("sent by load")
                    .isEqualTo(load);
        });
    }

    @Test
    void countsTheStepsOfARecursion() {
        FetchPlan<Shop.Category> plan = FetchPlan.of(Shop.Category.class)
                .fetch("parent", parent -> parent.recursive(2))
                .build(shop.entityManagers);
        assertThat(plan.explain().loadStatements()).isEqualTo(2);
        shop.write(em -> {
            List<Shop.Category> third = List.of(em.find(Shop.Category.class, 3L));
            assertThat(shop.statements(() -> plan.load(em, third))).isEqualTo(2);
        });
    }

    @Test
    void showsWhatIsLoadedUnasked() {
        FetchPlan<Registry.Car> plan =
                FetchPlan.of(Registry.Car.class).fetch("owner").build(registry.entityManagers);
        assertThat(plan.explain().steps())
                .extracting(FetchStep::path, FetchStep::strategy)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("owner", Strategy.JOIN),
                        org.assertj.core.groups.Tuple.tuple("owner.passport", Strategy.JOIN));
        assertThat(plan.explain().steps().get(1).reason()).contains("cannot be lazy");
    }

    @Test
    void warnsOfWhatOnlyASubclassHasAndNoJoinReaches() {
        assertThat(explained(Registry.Animal.class))
                .singleElement()
                .asString()
                .startsWith("Hibernate selects Bird.ring for each row, because only a subclass has it");
        assertThat(explained(Registry.Person.class, "animals"))
                .singleElement()
                .asString()
                .startsWith("animals: Hibernate selects Bird.ring");
        assertThat(explained(Registry.Bird.class)).isEmpty();
        assertThat(explained(Registry.Person.class, "passport", "cars")).isEmpty();
        assertThat(FetchPlan.of(Registry.Animal.class)
                        .build(registry.entityManagers)
                        .explain()
                        .toString())
                .contains("\n  warning: Hibernate selects Bird.ring");
    }

    private static List<String> explained(Class<?> root, String... paths) {
        return FetchPlan.of(root)
                .fetch(paths)
                .build(registry.entityManagers)
                .explain()
                .warnings();
    }

    @Test
    void readsAsText() {
        assertThat(FetchPlan.of(Customer.class)
                        .fetch("country", "purchases.items")
                        .fetch("pet", pet -> pet.select().batchSize(50))
                        .build(shop.entityManagers)
                        .explain())
                .hasToString("""
                        Customer: list() sends 4 statements, load() 4
                          country: join, because it is to-one and adds no rows
                          purchases: select for each 1000, because a join would repeat the owner's columns in each row
                          purchases.items: select for each 1000, because a join would repeat the owner's columns in each row
                          pet: select for each 50, because that is what was asked for""");
    }
}
