package dev.headroom.fetch;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/**
 * Keepers 1 to 3, each of whom has a dog, a cat and what their class says by a type variable of its superclass: a
 * bounded one, one that is bounded by a mapped superclass, and one without a bound.
 */
final class Kinds extends RecordedStore {

    static final int KEEPERS = 3;

    static final Class<?>[] ENTITIES = {
        Place.class, Kennel.class, Tree.class, Pet.class, Dog.class, Cat.class, Bound.class, Keeper.class
    };

    Kinds(Database database) {
        super(database, ENTITIES);
    }

    void fill() {
        write(em -> {
            for (long id = 1; id <= KEEPERS; id++) {
                Kennel kennel = new Kennel();
                Kennel second = new Kennel();
                Tree tree = new Tree();
                kennel.id = id;
                second.id = 10 + id;
                kennel.next = second;
                tree.id = id;
                Dog dog = new Dog();
                Cat cat = new Cat();
                dog.id = id;
                cat.id = 10 + id;
                dog.kennel = kennel;
                cat.tree = tree;
                Keeper keeper = new Keeper();
                keeper.id = id;
                keeper.pet = dog;
                keeper.place = kennel;
                keeper.thing = tree;
                keeper.things.add(tree);
                keeper.places.add(kennel);
                keeper.pets.addAll(List.of(dog, cat));
                dog.keeper = keeper;
                cat.keeper = keeper;
                List.of(second, kennel, tree, keeper, dog, cat).forEach(em::persist);
            }
        });
        statements.clear();
    }

    /** Of where something is. */
    @MappedSuperclass
    abstract static class Place {
        @Id
        Long id;
    }

    @Entity(name = "Kennel")
    static class Kennel extends Place {
        @ManyToOne(fetch = FetchType.LAZY)
        Kennel next;
    }

    @Entity(name = "Tree")
    static class Tree extends Place {}

    @Entity(name = "Pet")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class Pet {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Keeper keeper;
    }

    @Entity(name = "Dog")
    static class Dog extends Pet {
        @ManyToOne(fetch = FetchType.LAZY)
        Kennel kennel;
    }

    @Entity(name = "Cat")
    static class Cat extends Pet {
        @ManyToOne(fetch = FetchType.LAZY)
        Tree tree;
    }

    /** Its associations lead to what a subclass says. */
    @MappedSuperclass
    abstract static class Bound<P extends Pet, L extends Place, T> {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        P pet;

        @ManyToOne(fetch = FetchType.LAZY)
        L place;

        @ManyToOne(fetch = FetchType.LAZY)
        T thing;

        @ManyToMany
        List<T> things = new ArrayList<>();

        @OneToMany
        List<L> places = new ArrayList<>();
    }

    @Entity(name = "Keeper")
    static class Keeper extends Bound<Dog, Kennel, Tree> {
        @ManyToMany
        List<Pet> pets = new ArrayList<>();
    }
}
