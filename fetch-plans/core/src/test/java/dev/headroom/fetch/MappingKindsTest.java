package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Registry.Car;
import dev.headroom.fetch.Registry.Grant;
import dev.headroom.fetch.Registry.Membership;
import dev.headroom.fetch.Registry.Passport;
import dev.headroom.fetch.Registry.Person;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That the statements are as many as the plan says, whatever way an association is mapped. */
@EachDatabase
class MappingKindsTest {

    @Parameter
    Registry registry;

    @BeforeParameterizedClassInvocation
    static void fill(Registry registry) {
        registry.fill();
    }

    /** Hibernate selects an inverse one-to-one for each row, because it cannot know without whether there is one. */
    @Test
    void joinsAnInverseOneToOneUnasked() {
        assertLists(1, Person.class, person -> person.passport != null || person.id == Registry.PERSONS);
        assertLists(2, Person.class, person -> person.stays.size() == 2, "stays");
        assertLists(
                1,
                Person.class,
                person -> person.id == Registry.PERSONS || person.passport.issuer != null,
                "passport.issuer");
    }

    @Test
    void joinsAnInverseOneToOneOfTheTarget() {
        assertLists(1, Passport.class, passport -> Hibernate.isInitialized(passport.person), "person");
        assertLists(1, Car.class, car -> Hibernate.isInitialized(car.owner), "owner");
    }

    @Test
    void joinsAnInverseOneToOneOfAReferenceLoadedApart() {
        FetchPlan<Car> plan = plan(Car.class, "owner");
        registry.write(em -> {
            List<Car> cars = all(em, Car.class);
            assertThat(registry.statements(() -> plan.load(em, cars))).isEqualTo(1);
        });
    }

    @Test
    void joinsAnInverseOneToOneOfTheElements() {
        assertLists(2, Registry.Company.class, company -> Hibernate.isInitialized(company.employees), "employees");
    }

    @Test
    void leavesAnEagerReferenceThatIsNotNamedUnloaded() {
        assertLists(1, Registry.Contract.class, contract -> !Hibernate.isInitialized(contract.broker));
        assertLists(1, Person.class, person -> !Hibernate.isInitialized(person.employer));
        assertLists(1, Person.class, person -> Hibernate.isInitialized(person.employer), "employer");
        assertLists(2, Person.class, person -> !Hibernate.isInitialized(person.employer), "cars");
    }

    @Test
    void loadsReferencesInAnElementCollection() {
        assertLists(
                3,
                Person.class,
                person -> person.stays.stream().allMatch(stay -> Hibernate.isInitialized(stay.hotel)),
                "stays.hotel");
    }

    @Test
    void loadsAMapWithEntitiesAsKeysAndValues() {
        assertLists(
                2,
                Person.class,
                person -> person.contracts.keySet().stream().allMatch(Hibernate::isInitialized)
                        && person.contracts.values().stream()
                                .allMatch(contract -> Hibernate.isInitialized(contract.agency)),
                "contracts.agency");
    }

    @Test
    void loadsReferencesInAnEmbeddedId() {
        assertLists(
                1,
                Membership.class,
                membership ->
                        Hibernate.isInitialized(membership.id.company) && Hibernate.isInitialized(membership.sponsor),
                "id.company",
                "sponsor");
        assertLists(
                3,
                Person.class,
                person -> person.memberships.stream()
                        .allMatch(membership -> Hibernate.isInitialized(membership.id.company)),
                "memberships.id.company");
    }

    @Test
    void loadsReferencesOfAnIdClass() {
        assertLists(1, Grant.class, grant -> Hibernate.isInitialized(grant.company), "company");
        assertLists(
                2,
                Person.class,
                person -> person.grants.stream().allMatch(grant -> Hibernate.isInitialized(grant.company)),
                "grants.company");
    }

    @Test
    void loadsWhatAMappedSuperclassHas() {
        assertLists(
                2,
                Car.class,
                car -> Hibernate.isInitialized(car.owner) && car.insurers.size() == 2,
                "owner",
                "insurers");
        assertLists(
                3,
                Person.class,
                person -> person.cars.stream().allMatch(car -> car.insurers.size() == 2),
                "cars.insurers");
    }

    private <E> FetchPlan<E> plan(Class<E> root, String... paths) {
        return FetchPlan.of(root).fetch(paths).build(registry.entityManagers);
    }

    private static <E> List<E> all(EntityManager em, Class<E> root) {
        return em.createQuery(
                        "from "
                                + root.getAnnotation(jakarta.persistence.Entity.class)
                                        .name(),
                        root)
                .getResultList();
    }

    private <E> void assertLists(int statements, Class<E> root, Predicate<E> loaded, String... paths) {
        FetchPlan<E> plan = plan(root, paths);
        registry.write(em -> {
            registry.statements.clear();
            List<E> roots = plan.list(em.createQuery(
                    "from "
                            + root.getAnnotation(jakarta.persistence.Entity.class)
                                    .name(),
                    root));
            assertThat(registry.statements.statements()).hasSize(statements);
            assertThat(roots).isNotEmpty().allMatch(loaded);
            assertThat(registry.statements.statements())
                    .as("nothing was left to load")
                    .hasSize(statements);
        });
    }
}
