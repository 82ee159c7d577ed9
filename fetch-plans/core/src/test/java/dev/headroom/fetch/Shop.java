package dev.headroom.fetch;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A database with associations of every kind, whose statements are recorded. */
final class Shop extends RecordedStore {

    Shop(Database database) {
        super(
                database,
                Customer.class,
                Purchase.class,
                Item.class,
                Note.class,
                Label.class,
                Product.class,
                Category.class,
                Country.class,
                Pet.class,
                Dog.class,
                Cat.class,
                Bone.class);
    }

    /** Customers 1 to 6, each with two purchases of three items, labels, phones, notes and a pet. */
    void fill() {
        write(em -> {
            for (long id = 1; id <= 3; id++) {
                em.persist(new Country(id));
                em.persist(new Label(id));
                em.persist(new Category(id, id == 1 ? null : em.getReference(Category.class, id - 1)));
                em.persist(new Product(id, em.getReference(Category.class, id)));
            }
            for (long id = 1; id <= 6; id++) {
                em.persist(customer(em, id));
            }
        });
        statements.clear();
    }

    private static Customer customer(EntityManager em, long id) {
        Pet pet = id % 2 == 0 ? new Dog(id) : new Cat(id);
        em.persist(pet);
        if (pet instanceof Dog dog) {
            dog.bones.add(new Bone(id, dog));
            em.persist(dog.bones.get(0));
        }
        Customer customer = new Customer(id);
        customer.country = id == 6 ? null : em.getReference(Country.class, 1 + id % 2);
        customer.address.country = em.getReference(Country.class, 3L);
        customer.pet = pet;
        customer.phones.add("555-" + id);
        for (long number = 1; number <= 2; number++) {
            Purchase purchase = new Purchase(10 * id + number, customer);
            purchase.labels.add(em.getReference(Label.class, 1 + (id + number) % 3));
            for (long position = 1; position <= 3; position++) {
                Item item = new Item(100 * id + 10 * number + position, purchase);
                item.product = em.getReference(Product.class, position);
                em.persist(item);
            }
            purchase.notes.add(new Note(purchase.id, purchase));
            em.persist(purchase);
        }
        return customer;
    }

    @Entity(name = "Customer")
    static class Customer {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Country country;

        @Embedded
        Address address = new Address();

        @ManyToOne(fetch = FetchType.LAZY)
        Pet pet;

        @ElementCollection
        Set<String> phones = new HashSet<>();

        @OneToMany(mappedBy = "customer")
        @OrderBy("id")
        List<Purchase> purchases = new ArrayList<>();

        @OneToMany(mappedBy = "customer")
        @MapKey(name = "id")
        Map<Long, Purchase> purchasesById = new HashMap<>();

        protected Customer() {}

        Customer(long id) {
            this.id = id;
        }
    }

    @Embeddable
    static class Address {
        String street = "High Street";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "address_country_id")
        Country country;
    }

    @Entity(name = "Purchase")
    static class Purchase {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Customer customer;

        @OneToMany(mappedBy = "purchase")
        List<Item> items = new ArrayList<>();

        @ManyToMany
        Set<Label> labels = new HashSet<>();

        @OneToMany(mappedBy = "purchase", cascade = CascadeType.ALL)
        List<Note> notes = new ArrayList<>();

        protected Purchase() {}

        Purchase(long id, Customer customer) {
            this.id = id;
            this.customer = customer;
        }
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Purchase purchase;

        @ManyToOne(fetch = FetchType.LAZY)
        Product product;

        protected Item() {}

        Item(long id, Purchase purchase) {
            this.id = id;
            this.purchase = purchase;
        }
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Purchase purchase;

        protected Note() {}

        Note(long id, Purchase purchase) {
            this.id = id;
            this.purchase = purchase;
        }
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        Long id;

        @ManyToMany(mappedBy = "labels")
        Set<Purchase> purchases = new HashSet<>();

        protected Label() {}

        Label(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Product")
    static class Product {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Category category;

        protected Product() {}

        Product(long id, Category category) {
            this.id = id;
            this.category = category;
        }
    }

    @Entity(name = "Category")
    static class Category {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Category parent;

        @OneToMany(mappedBy = "parent")
        List<Category> children = new ArrayList<>();

        @OneToMany(mappedBy = "category")
        List<Product> products = new ArrayList<>();

        protected Category() {}

        Category(long id, Category parent) {
            this.id = id;
            this.parent = parent;
        }
    }

    @Entity(name = "Country")
    static class Country {
        @Id
        Long id;

        protected Country() {}

        public Long getId() {
            return id;
        }

        Country(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Pet")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class Pet {
        @Id
        Long id;
    }

    @Entity(name = "Dog")
    static class Dog extends Pet {
        @OneToMany(mappedBy = "dog")
        List<Bone> bones = new ArrayList<>();

        protected Dog() {}

        Dog(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Cat")
    static class Cat extends Pet {
        int lives = 9;

        protected Cat() {}

        Cat(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Bone")
    static class Bone {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Dog dog;

        protected Bone() {}

        Bone(long id, Dog dog) {
            this.id = id;
            this.dog = dog;
        }
    }
}
