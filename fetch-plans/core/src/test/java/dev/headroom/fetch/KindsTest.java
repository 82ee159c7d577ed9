package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.Kinds.Cat;
import dev.headroom.fetch.Kinds.Dog;
import dev.headroom.fetch.Kinds.Keeper;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Associations whose targets a type variable says, and those of subclasses. */
@EachDatabase
class KindsTest {

    @Parameter
    Kinds store;

    @BeforeParameterizedClassInvocation
    static void fill(Kinds store) {
        store.fill();
    }

    @ParameterizedTest
    @CsvSource({"pet,1", "place,1", "thing,1", "things,2", "places,2", "pet.kennel,1", "place.next,1", "places.next,2"})
    void loadsWhatATypeVariableLeadsTo(String path, int statements) {
        FetchPlan<Keeper> plan = FetchPlan.of(Keeper.class).fetch(path).build(store.entityManagers);
        assertThat(plan.explain().listStatements()).isEqualTo(statements);
        store.write(em -> {
            store.statements.clear();
            List<Keeper> keepers = plan.list(em.createQuery("from Keeper", Keeper.class));
            assertThat(store.statements.count()).isEqualTo(statements);
            assertThat(keepers).hasSize(Kinds.KEEPERS).allMatch(keeper -> isLoaded(keeper, path));
            assertThat(store.statements.count()).isEqualTo(statements);
        });
    }

    @ParameterizedTest
    @CsvSource({"pet", "place", "thing", "things", "places", "pet.kennel", "place.next", "places.next"})
    void loadsWhatATypeVariableLeadsToIntoEntitiesThatAreThere(String path) {
        FetchPlan<Keeper> plan =
                FetchPlan.of(Keeper.class).fetch(path, FetchNode::select).build(store.entityManagers);
        store.write(em -> {
            List<Keeper> keepers = em.createQuery("from Keeper", Keeper.class).getResultList();
            plan.load(em, keepers);
            assertThat(keepers).allMatch(keeper -> isLoaded(keeper, path));
        });
    }

    private static boolean isLoaded(Keeper keeper, String path) {
        return switch (path) {
            case "pet" -> Hibernate.isInitialized(keeper.pet);
            case "place" -> Hibernate.isInitialized(keeper.place);
            case "thing" -> Hibernate.isInitialized(keeper.thing);
            case "things" -> Hibernate.isInitialized(keeper.things) && keeper.things.size() == 1;
            case "places" -> Hibernate.isInitialized(keeper.places) && keeper.places.size() == 1;
            case "pet.kennel" -> Hibernate.isInitialized(((Dog) Hibernate.unproxy(keeper.pet)).kennel);
            case "place.next" -> Hibernate.isInitialized(((Kinds.Kennel) Hibernate.unproxy(keeper.place)).next);
            default -> Hibernate.isInitialized(((Kinds.Kennel) Hibernate.unproxy(keeper.places.get(0))).next);
        };
    }

    @Test
    void treatsOnePathAsSeveralSubclasses() {
        FetchPlan<Keeper> plan = FetchPlan.of(Keeper.class)
                .fetch("pets", pets -> pets.treat(Dog.class).fetch("kennel"))
                .fetch("pets", pets -> pets.treat(Cat.class).fetch("tree"))
                .fetch("pets.keeper")
                .build(store.entityManagers);
        assertLoadsKennelsAndTrees(plan);
        FetchPlan<Keeper> dogs = FetchPlan.of(Keeper.class)
                .fetch("pets", pets -> pets.treat(Dog.class).fetch("kennel"))
                .build(store.entityManagers);
        FetchPlan<Keeper> cats = FetchPlan.of(Keeper.class)
                .fetch("pets", pets -> pets.treat(Cat.class).fetch("tree").batchSize(50))
                .build(store.entityManagers);
        assertLoadsKennelsAndTrees(dogs.and(cats));
        assertLoadsKennelsAndTrees(cats.and(dogs));
    }

    private void assertLoadsKennelsAndTrees(FetchPlan<Keeper> plan) {
        store.write(em -> {
            store.statements.clear();
            List<Keeper> keepers = plan.list(em.createQuery("from Keeper", Keeper.class));
            int sent = store.statements.count();
            assertThat(sent).isEqualTo(plan.explain().listStatements());
            for (Keeper keeper : keepers) {
                assertThat(keeper.pets)
                        .hasSize(2)
                        .allMatch(pet -> Hibernate.unproxy(pet) instanceof Dog dog
                                ? Hibernate.isInitialized(dog.kennel)
                                : Hibernate.isInitialized(((Cat) Hibernate.unproxy(pet)).tree));
            }
            assertThat(store.statements.count()).isEqualTo(sent);
        });
    }

    @Test
    void whatHoldsForAllHoldsBesideATreat() {
        FetchPlan<Keeper> plan = FetchPlan.of(Keeper.class)
                .fetch("pets.keeper")
                .fetch("pets", pets -> pets.treat(Dog.class).fetch("kennel"))
                .build(store.entityManagers);
        assertThat(plan.explain().steps().stream().map(FetchStep::path))
                .containsExactly("pets", "pets.keeper", "pets.kennel");
    }

    @Test
    void noSubclassIsRefused() {
        assertThatThrownBy(() -> FetchPlan.of(Keeper.class)
                        .fetch("pets", pets -> pets.treat(Kinds.Tree.class).fetch("x"))
                        .build(store.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContaining("which is no subclass of");
    }

    @Test
    void readsChildrenOfASubclassOfAManyToMany() {
        assertBringsDogs(dogs -> {});
        assertBringsDogs(dogs -> dogs.limitPerParent(1));
        assertBringsDogs(dogs -> dogs.limitPerParent(1)
                .where((dog, cb) -> cb.isNotNull(dog.get("kennel")))
                .fetch("kennel"));
    }

    private void assertBringsDogs(Consumer<ChildNode<Dog>> spec) {
        FetchPlan<Keeper> plan =
                FetchPlan.of(Keeper.class).children("pets", Dog.class, spec).build(store.entityManagers);
        store.write(em -> {
            Fetched<Keeper> fetched = plan.fetch(em.createQuery("from Keeper", Keeper.class));
            assertThat(fetched.roots()).hasSize(Kinds.KEEPERS);
            for (Keeper keeper : fetched.roots()) {
                assertThat(fetched.children(keeper, "pets", Dog.class))
                        .extracting(dog -> dog.id)
                        .containsExactly(keeper.id);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select k from Keeper k join k.pets p group by k having count(p) > 1 order by k.id",
                "select k from Keeper k where k.id < 3 union all select k from Keeper k where k.id = 3",
                "select distinct k from Keeper k join k.pets p",
                "select k from Pet p join p.keeper k where p.id < 10"
            })
    void loadsIntoTheResultsOfAnyQuery(String hql) {
        FetchPlan<Keeper> plain =
                FetchPlan.of(Keeper.class).fetch("pet", "pets").build(store.entityManagers);
        assertThat(keepers(plain, hql)).allMatch(keeper -> isLoaded(keeper, "pet") && keeper.pets.size() == 2);
        FetchPlan<Keeper> plan =
                FetchPlan.of(Keeper.class).fetch("pet", "place.next", "things").build(store.entityManagers);
        assertThat(keepers(plan, hql))
                .allMatch(keeper ->
                        isLoaded(keeper, "pet") && isLoaded(keeper, "place.next") && isLoaded(keeper, "things"));
    }

    /** Detached, so that nothing is loaded afterwards. */
    private List<Keeper> keepers(FetchPlan<Keeper> plan, String hql) {
        return store.read(em -> {
            List<Keeper> keepers = plan.list(em.createQuery(hql, Keeper.class));
            assertThat(keepers).hasSize(Kinds.KEEPERS);
            return keepers;
        });
    }
}
