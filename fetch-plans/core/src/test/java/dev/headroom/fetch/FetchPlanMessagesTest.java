package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.Shop.Customer;
import dev.headroom.fetch.Shop.Dog;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reason for which a plan is refused when it is built, word for word. */
@ExtendWith(ServersExtension.class)
class FetchPlanMessagesTest {

    private static final String CUSTOMER_CHOICES = "address.…, country, pet, phones, purchases, purchasesById";

    private static Shop shop;
    private static Registry registry;

    @BeforeAll
    static void open(Servers servers) {
        shop = new Shop(servers.database(DatabaseKind.H2));
        registry = new Registry(servers.database(DatabaseKind.H2));
    }

    @AfterAll
    static void close() {
        shop.close();
        registry.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                row(
                        plan -> plan.fetch("nothing"),
                        "Path \"nothing\" of Customer needs an attribute \"nothing\" of Customer, which has none: choose one of "
                                + CUSTOMER_CHOICES + "."),
                row(
                        plan -> plan.fetch("purchase"),
                        "Path \"purchase\" of Customer needs an attribute \"purchase\" of Customer, which has none: did you"
                                + " mean \"purchases\"? Choose one of " + CUSTOMER_CHOICES + "."),
                row(
                        plan -> plan.fetch("purchases.item"),
                        "Path \"purchases.item\" of Customer needs an attribute \"item\" of Purchase, which has none: did you"
                                + " mean \"items\"? Choose one of customer, items, labels, notes."),
                row(
                        plan -> plan.fetch("id"),
                        "Path \"id\" of Customer is no association, and loaded with its owner anyway: leave it out, or choose"
                                + " one of " + CUSTOMER_CHOICES + "."),
                row(
                        plan -> plan.fetch("address"),
                        "Path \"address\" of Customer is no association, and loaded with its owner anyway: leave it out, or"
                                + " choose one of " + CUSTOMER_CHOICES + "."),
                row(
                        plan -> plan.fetch("address.street"),
                        "Path \"address.street\" of Customer is no association, and loaded with its owner anyway: leave it"
                                + " out, or choose one of country."),
                row(
                        plan -> plan.fetch("phones.number"),
                        "Path \"phones.number\" of Customer is beneath a collection of values, which have no associations:"
                                + " leave it out."),
                row(
                        plan -> plan.fetch("country.x"),
                        "Path \"country.x\" of Customer needs an attribute \"x\" of Country, which has none: choose one of"
                                + " another class, because this one has no associations."),
                row(
                        plan -> plan.fetch(""),
                        "Path \"\" of Customer needs an attribute \"\" of Customer, which has none: choose one of "
                                + CUSTOMER_CHOICES + "."),
                row(
                        plan -> plan.paged().fetch("purchases", node -> node.join()),
                        "Path \"purchases\" of Customer is a joined collection in a plan for pages, whose limit would count"
                                + " its rows: leave join() out, or paged()."),
                row(
                        plan -> plan.fetch("purchases", node -> node.join()).fetch("phones", node -> node.join()),
                        "Path \"phones\" of Customer is a second joined collection after \"purchases\", and their rows would"
                                + " multiply: leave join() out of one."),
                row(
                        plan -> plan.fetch("purchases.items", node -> node.join()),
                        "Path \"purchases.items\" of Customer is a collection that is joined to the rows of another one,"
                                + " which would multiply: leave join() out."),
                row(
                        plan -> plan.fetch("pet", pet -> pet.treat(Dog.class).fetch("bones", bones -> bones.join())),
                        "Path \"pet.bones\" of Customer cannot be joined, because only a subclass has it: leave join() out."),
                row(
                        plan -> plan.fetch("pet", pet -> pet.treat(Customer.class)),
                        "Path \"pet\" of Customer is treated as dev.headroom.fetch.Shop$Customer, which is no subclass of"
                                + " dev.headroom.fetch.Shop$Pet."),
                row(
                        plan -> plan.fetch("country", node -> node.recursive(2)),
                        "Path \"country\" of Customer is recursive, and does not lead from an entity to others of its own"
                                + " kind: leave recursive() out."));
    }

    private static Arguments row(
            Function<FetchPlanBuilder<Customer>, FetchPlanBuilder<Customer>> spec, String message) {
        return Arguments.of(message, spec);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String message, Function<FetchPlanBuilder<Customer>, FetchPlanBuilder<Customer>> spec) {
        assertRefused(spec.apply(FetchPlan.of(Customer.class)), shop.entityManagers, message);
    }

    static Stream<Arguments> refusedElsewhere() {
        return Stream.of(
                Arguments.of(
                        FetchPlan.of(Registry.Person.class).fetch("passport", node -> node.select()),
                        "Path \"passport\" of Person is the side of a one-to-one that has no column: Hibernate cannot leave it"
                                + " for later, so it is joined. Leave select() out."),
                Arguments.of(
                        FetchPlan.of(Registry.Person.class).fetch("stays.hotel", node -> node.join()),
                        "Path \"stays.hotel\" of Person cannot be joined, because its owners are values of a collection:"
                                + " leave join() out."),
                Arguments.of(
                        FetchPlan.of(String.class),
                        "java.lang.String is not an entity of this EntityManagerFactory: name a class that is mapped with"
                                + " @Entity."));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusedElsewhere")
    void refusesElsewhere(FetchPlanBuilder<?> plan, String message) {
        assertRefused(plan, registry.entityManagers, message);
    }

    @ParameterizedTest
    @MethodSource("recursiveJoin")
    void refusesARecursiveJoin(FetchPlanBuilder<?> plan, String message) {
        assertRefused(plan, shop.entityManagers, message);
    }

    static Stream<Arguments> recursiveJoin() {
        return Stream.of(Arguments.of(
                FetchPlan.of(Shop.Category.class)
                        .fetch("parent", node -> node.join().recursive(2)),
                "Path \"parent\" of Category is joined and recursive: choose one."));
    }

    private static void assertRefused(FetchPlanBuilder<?> plan, EntityManagerFactory factory, String message) {
        assertThatThrownBy(() -> plan.build(factory))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessage(message);
    }
}
