package dev.headroom.fetch;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A database with the associations that are mapped less often: persons 1 to 4, and what is registered of them. */
final class Registry extends RecordedStore {

    static final int PERSONS = 4;

    Registry(Database database) {
        super(
                database,
                Person.class,
                Passport.class,
                Company.class,
                Contract.class,
                Membership.class,
                Grant.class,
                Car.class,
                Bike.class,
                Animal.class,
                Bird.class,
                Parrot.class,
                Fish.class,
                Ring.class);
    }

    void fill() {
        write(em -> {
            for (long id = 1; id <= 2 * PERSONS; id++) {
                em.persist(new Company(id));
            }
            for (long id = 1; id <= PERSONS; id++) {
                fill(em, id);
                Bird bird = new Bird();
                bird.id = id;
                bird.keeper = em.find(Person.class, id);
                em.persist(bird);
                Ring ring = new Ring();
                ring.id = 10 * id;
                ring.bird = bird;
                em.persist(ring);
            }
        });
        statements.clear();
    }

    private static void fill(EntityManager em, long id) {
        Company company = em.find(Company.class, id);
        Company other = em.find(Company.class, PERSONS + id);
        Person person = new Person();
        person.id = id;
        person.employer = company;
        person.stays.add(new Stay(company));
        person.stays.add(new Stay(other));
        em.persist(person);
        if (id != PERSONS) {
            Passport passport = new Passport();
            passport.id = 10 * id;
            passport.person = person;
            passport.issuer = other;
            em.persist(passport);
        }
        Contract contract = new Contract();
        contract.id = id;
        contract.person = person;
        contract.company = company;
        contract.agency = other;
        contract.broker = other;
        em.persist(contract);
        Membership membership = new Membership();
        membership.id.person = person;
        membership.id.company = company;
        membership.sponsor = other;
        em.persist(membership);
        Grant grant = new Grant();
        grant.person = person;
        grant.company = company;
        em.persist(grant);
        Car car = new Car();
        Bike bike = new Bike();
        for (Owned owned : List.of(car, bike)) {
            owned.id = id;
            owned.owner = person;
            owned.insurers.add(company);
            owned.insurers.add(other);
            em.persist(owned);
        }
    }

    @Entity(name = "Person")
    static class Person {
        @Id
        Long id;

        @OneToOne(mappedBy = "person", fetch = FetchType.LAZY)
        Passport passport;

        @ManyToOne
        Company employer;

        @ElementCollection
        List<Stay> stays = new ArrayList<>();

        @OneToMany(mappedBy = "person")
        @MapKeyJoinColumn(name = "company_id", insertable = false, updatable = false)
        Map<Company, Contract> contracts = new HashMap<>();

        @OneToMany(mappedBy = "id.person")
        List<Membership> memberships = new ArrayList<>();

        @OneToMany(mappedBy = "person")
        List<Grant> grants = new ArrayList<>();

        @OneToMany(mappedBy = "owner")
        List<Car> cars = new ArrayList<>();

        @OneToMany(mappedBy = "keeper")
        List<Animal> animals = new ArrayList<>();
    }

    @Entity(name = "Passport")
    static class Passport {
        @Id
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        Person person;

        @ManyToOne(fetch = FetchType.LAZY)
        Company issuer;
    }

    @Entity(name = "Company")
    static class Company {
        @Id
        Long id;

        @OneToMany(mappedBy = "employer")
        List<Person> employees = new ArrayList<>();

        protected Company() {}

        Company(long id) {
            this.id = id;
        }
    }

    @Embeddable
    static class Stay {
        @ManyToOne(fetch = FetchType.LAZY)
        Company hotel;

        protected Stay() {}

        Stay(Company hotel) {
            this.hotel = hotel;
        }
    }

    @Entity(name = "Contract")
    static class Contract {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Person person;

        @ManyToOne(fetch = FetchType.LAZY)
        Company company;

        @ManyToOne(fetch = FetchType.LAZY)
        Company agency;

        @ManyToOne
        Company broker;
    }

    @Embeddable
    static class MembershipId implements Serializable {
        private static final long serialVersionUID = 1L;

        @ManyToOne(fetch = FetchType.LAZY)
        Person person;

        @ManyToOne(fetch = FetchType.LAZY)
        Company company;

        @Override
        public boolean equals(Object other) {
            return other instanceof MembershipId id
                    && Objects.equals(id.person.id, person.id)
                    && Objects.equals(id.company.id, company.id);
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Entity(name = "Membership")
    static class Membership {
        @EmbeddedId
        MembershipId id = new MembershipId();

        @ManyToOne(fetch = FetchType.LAZY)
        Company sponsor;
    }

    record GrantId(Long person, Long company) {}

    @Entity(name = "PersonGrant")
    @IdClass(GrantId.class)
    static class Grant {
        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        Person person;

        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        Company company;
    }

    @MappedSuperclass
    abstract static class Owned {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Person owner;

        @ManyToMany
        Set<Company> insurers = new HashSet<>();
    }

    @Entity(name = "Car")
    static class Car extends Owned {}

    @Entity(name = "Bike")
    static class Bike extends Owned {}

    @Entity(name = "Animal")
    abstract static class Animal {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Person keeper;
    }

    @Entity(name = "Bird")
    static class Bird extends Animal {
        @OneToOne(mappedBy = "bird", fetch = FetchType.LAZY)
        Ring ring;
    }

    @Entity(name = "Parrot")
    static class Parrot extends Bird {}

    @Entity(name = "Fish")
    static class Fish extends Animal {
        int fins;
    }

    @Entity(name = "Ring")
    static class Ring {
        @Id
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        Bird bird;
    }
}
