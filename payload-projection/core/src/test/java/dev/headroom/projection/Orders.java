package dev.headroom.projection;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Two orders, made after what users of other libraries have reported: the first has all, the second nothing but its id. */
final class Orders extends RecordedStore {

    /** More digits than a double keeps. */
    static final BigDecimal AMOUNT = new BigDecimal("933765389713366787.1");

    static final Instant PAID = Instant.parse("2021-07-04T01:05:00.893Z");

    Orders(Database database) {
        super(database, Order.class, Address.class, Payment.class, Contact.class, Customer.class, CodeConverter.class);
    }

    void fill() {
        write(em -> {
            Order full = new Order();
            full.id = 1;
            full.code = new Code("A-1");
            Customer nameless = new Customer();
            nameless.id = 5;
            em.persist(nameless);
            full.customer = nameless;
            full.contacts.add(new Contact("Ann", null));
            full.notes.addAll(List.of("second", "first"));
            em.persist(full);
            Address address = new Address();
            address.order = full;
            address.street = "Street";
            em.persist(address);
            for (long id = 1; id <= 3; id++) {
                Payment payment = new Payment();
                payment.id = id;
                payment.order = full;
                payment.amount = AMOUNT;
                payment.paid = PAID;
                payment.code = new Code("P-" + id);
                em.persist(payment);
            }
            Order empty = new Order();
            empty.id = 2;
            em.persist(empty);
        });
        statements.clear();
    }

    /** Bears no constructor that takes another one. */
    static final class Code {

        final String text;

        Code(String text) {
            this.text = text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Code that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return Objects.hash(text);
        }
    }

    @Converter(autoApply = true)
    static class CodeConverter implements AttributeConverter<Code, String> {

        @Override
        public String convertToDatabaseColumn(Code code) {
            return code == null ? null : code.text;
        }

        @Override
        public Code convertToEntityAttribute(String text) {
            return text == null ? null : new Code(text);
        }
    }

    @Embeddable
    record Contact(String name, String phone) {}

    @Entity(name = "Customer")
    static class Customer {
        @Id
        long id;

        String name;
    }

    @Entity(name = "Purchase")
    static class Order {
        @Id
        long id;

        @Convert(converter = CodeConverter.class)
        Code code;

        @OneToOne(mappedBy = "order", fetch = FetchType.LAZY)
        @PrimaryKeyJoinColumn
        Address address;

        @ManyToOne(fetch = FetchType.LAZY)
        Customer customer;

        @ManyToOne(fetch = FetchType.LAZY)
        Customer payer;

        @OneToMany(mappedBy = "order")
        Set<Payment> payments = new HashSet<>();

        @ElementCollection
        Set<Contact> contacts = new HashSet<>();

        @ElementCollection
        @OrderColumn
        List<String> notes = new ArrayList<>();
    }

    @Entity(name = "Address")
    static class Address {
        @Id
        Long id;

        @OneToOne
        @MapsId
        Order order;

        String street;
    }

    @Entity(name = "Payment")
    static class Payment {
        @Id
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Order order;

        @Column(precision = 30, scale = 1)
        BigDecimal amount;

        Instant paid;

        @Convert(converter = CodeConverter.class)
        Code code;
    }
}
