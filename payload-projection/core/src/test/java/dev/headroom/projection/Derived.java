package dev.headroom.projection;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Ids that hold associations, associations whose type a subclass says, and text keys for which the database takes "DE" and
 * "de" as equal. Three of each; the last has no elements.
 */
final class Derived extends RecordedStore {

    Derived(Database database) {
        super(
                database,
                Invoice.class,
                Line.class,
                Reminder.class,
                Discount.class,
                DiscountId.class,
                Linked.class,
                Invoiced.class,
                Country.class,
                City.class);
        if (kind == DatabaseKind.H2) {
            write(em -> {
                for (String column : List.of("Country alter column code", "City alter column country_code")) {
                    em.createNativeQuery("alter table " + column + " varchar_ignorecase(20)")
                            .executeUpdate();
                }
            });
        }
        if (kind == DatabaseKind.POSTGRESQL) {
            write(em -> {
                em.createNativeQuery("create extension if not exists citext").executeUpdate();
                for (String column : List.of("Country alter column code", "City alter column country_code")) {
                    em.createNativeQuery("alter table " + column + " type citext")
                            .executeUpdate();
                }
            });
        }
    }

    void fill() {
        write(em -> {
            for (long id = 1; id <= 3; id++) {
                Invoice invoice = new Invoice();
                invoice.id = id;
                invoice.name = "invoice " + id;
                em.persist(invoice);
                Line line = new Line();
                line.invoice = invoice;
                line.number = (int) id;
                Reminder reminder = new Reminder();
                reminder.invoice = invoice;
                reminder.number = (int) id;
                Discount discount = new Discount();
                discount.id = new DiscountId(line, "d" + id);
                if (id < 3) {
                    reminder.words.add("word " + id);
                    line.words.add("word " + id);
                    line.words.add("other " + id);
                    discount.words.add("word " + id);
                }
                line.discounts.add(discount);
                em.persist(line);
                em.persist(reminder);
                Invoiced invoiced = new Invoiced();
                invoiced.id = id;
                invoiced.target = id == 3 ? null : invoice;
                invoiced.bounded = invoiced.target;
                if (id < 3) {
                    invoiced.others.add(invoice);
                }
                em.persist(invoiced);
            }
            for (String code : List.of("DE", "FR", "NO")) {
                Country country = new Country();
                country.code = code;
                em.persist(country);
            }
        });
        write(em -> {
            for (String city : List.of("1, 'de'", "2, 'DE'", "3, 'De'", "4, 'fr'", "5, null")) {
                em.createNativeQuery("insert into City (id, country_code) values (" + city + ")")
                        .executeUpdate();
            }
        });
        statements.clear();
    }

    @Entity(name = "Invoice")
    static class Invoice {
        @Id
        Long id;

        String name;
    }

    static class LineId {
        Long invoice;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof LineId that && number == that.number && Objects.equals(invoice, that.invoice);
        }

        @Override
        public int hashCode() {
            return Objects.hash(invoice, number);
        }
    }

    @Entity(name = "Line")
    @IdClass(LineId.class)
    static class Line {
        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        Invoice invoice;

        @Id
        @Column(name = "line_number")
        int number;

        @ElementCollection
        Set<String> words = new HashSet<>();

        @OneToMany(mappedBy = "id.line", cascade = CascadeType.ALL)
        List<Discount> discounts = new ArrayList<>();
    }

    /** Its id has no class of its own. */
    @Entity(name = "Reminder")
    static class Reminder implements Serializable {

        private static final long serialVersionUID = 1;

        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        Invoice invoice;

        @Id
        @Column(name = "reminder_number")
        int number;

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    @Embeddable
    static class DiscountId {
        @ManyToOne(fetch = FetchType.LAZY)
        Line line;

        String code;

        DiscountId() {}

        DiscountId(Line line, String code) {
            this.line = line;
            this.code = code;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof DiscountId that && code.equals(that.code) && line == that.line;
        }

        @Override
        public int hashCode() {
            return code.hashCode();
        }
    }

    @Entity(name = "Discount")
    static class Discount {
        @EmbeddedId
        DiscountId id;

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    @MappedSuperclass
    abstract static class Linked<T, B extends Invoice> {
        @ManyToOne(fetch = FetchType.LAZY)
        T target;

        @ManyToOne(fetch = FetchType.LAZY)
        B bounded;

        @ManyToMany
        List<T> others = new ArrayList<>();
    }

    @Entity(name = "Invoiced")
    static class Invoiced extends Linked<Invoice, Invoice> {
        @Id
        long id;
    }

    @Entity(name = "Country")
    static class Country {
        @Id
        @Column(length = 20)
        String code;

        @OneToMany(mappedBy = "country")
        List<City> cities = new ArrayList<>();
    }

    @Entity(name = "City")
    static class City {
        @Id
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "country_code", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        Country country;
    }
}
