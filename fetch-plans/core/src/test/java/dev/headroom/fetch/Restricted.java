package dev.headroom.fetch;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SQLRestriction;

/** Orders 1 to 6, whose targets are hidden where their id is even. */
final class Restricted extends RecordedStore {

    static final int ORDERS = 6;

    Restricted(Database database) {
        super(database, Order.class, Express.class, Delivery.class, Customer.class, Branch.class, Note.class);
    }

    void fill() {
        write(em -> {
            for (long id = 1; id <= ORDERS; id++) {
                fill(em, id);
            }
        });
        write(em -> {
            em.createNativeQuery("update Customer set removed = true where mod(id, 2) = 0")
                    .executeUpdate();
            em.createNativeQuery("update Branch set closed = true where mod(id, 2) = 0")
                    .executeUpdate();
        });
        statements.clear();
    }

    private static void fill(EntityManager em, long id) {
        Order order = new Order();
        order.id = id;
        order.customer = em.merge(new Customer(id));
        order.payer = order.customer;
        order.branch = em.merge(new Branch(id));
        order.delivery = new Delivery();
        order.delivery.receiver = order.customer;
        em.persist(order);
        Note note = new Note();
        note.id = id;
        note.order = order;
        em.persist(note);
    }

    /** The foreign keys as they are in the table. */
    List<Object> keys() {
        return read(em -> em.unwrap(Session.class)
                .createNativeQuery(
                        "select concat(id, ':', customer_id, ',', payer_id, ',', branch_id, ',', receiver_id) from Purchase order by id",
                        Object.class)
                .getResultList());
    }

    @Entity(name = "Purchase")
    static class Order {
        @Id
        Long id;

        String remark;

        @ManyToOne(fetch = FetchType.LAZY)
        Customer customer;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        Customer payer;

        @ManyToOne(fetch = FetchType.LAZY)
        Branch branch;

        @Embedded
        Delivery delivery;

        @OneToOne(mappedBy = "order", fetch = FetchType.LAZY)
        Note note;
    }

    @Embeddable
    static class Delivery {
        @ManyToOne(fetch = FetchType.LAZY)
        Customer receiver;
    }

    @Entity(name = "Express")
    static class Express extends Order {
        @ManyToOne(fetch = FetchType.LAZY)
        Customer courier;
    }

    @Entity(name = "Customer")
    @SQLRestriction("removed = false")
    static class Customer {
        @Id
        Long id;

        boolean removed;

        @OneToMany(mappedBy = "customer")
        List<Order> orders = new ArrayList<>();

        Customer() {}

        Customer(Long id) {
            this.id = id;
        }
    }

    @Entity(name = "Branch")
    @FilterDef(
            name = "open",
            autoEnabled = true,
            applyToLoadByKey = true,
            defaultCondition = "closed = :closed",
            parameters = @ParamDef(name = "closed", type = Boolean.class, resolver = Closed.class))
    @Filter(name = "open")
    static class Branch {
        @Id
        Long id;

        boolean closed;

        Branch() {}

        Branch(Long id) {
            this.id = id;
        }
    }

    /** Of the branches that are seen. */
    static final class Closed implements java.util.function.Supplier<Boolean> {
        @Override
        public Boolean get() {
            return false;
        }
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        Order order;
    }
}
