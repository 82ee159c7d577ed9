package dev.headroom.projection;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.HashSet;
import java.util.Set;

/** Two people, with values that are converted: Ann, who has everything but a boss, and Bob, who has only Ann as boss. */
final class Staff extends RecordedStore {

    Staff(Database database) {
        super(database, Person.class, Address.class, MoneyConverter.class);
    }

    void fill() {
        write(em -> {
            Person boss = new Person(1, "Ann", "Berg", null);
            boss.balance = new Money(150);
            boss.address = new Address("Oslo", null);
            boss.level = Level.HIGH;
            boss.tips.add(new Money(7));
            boss.levels.add(Level.LOW);
            em.persist(boss);
            em.persist(new Person(2, "Bob", "Carr", boss));
        });
        statements.clear();
    }

    interface Named {
        String getFirst();
    }

    enum Level {
        LOW,
        HIGH
    }

    record Money(long cents) {}

    /** Stores whole cents. */
    static class MoneyConverter implements AttributeConverter<Money, Long> {
        @Override
        public Long convertToDatabaseColumn(Money money) {
            return money == null ? null : money.cents();
        }

        @Override
        public Money convertToEntityAttribute(Long cents) {
            return cents == null ? null : new Money(cents);
        }
    }

    @Embeddable
    record Address(String town, String street) {}

    @Entity(name = "Person")
    static class Person implements Named {
        @Id
        long id;

        String first;
        String last;

        @Convert(converter = MoneyConverter.class)
        Money balance;

        @Enumerated(EnumType.STRING)
        Level level;

        Address address;

        @ManyToOne(fetch = FetchType.LAZY)
        Person boss;

        @ElementCollection
        @Convert(converter = MoneyConverter.class)
        Set<Money> tips = new HashSet<>();

        @ElementCollection
        @Enumerated(EnumType.STRING)
        Set<Level> levels = new HashSet<>();

        protected Person() {}

        Person(long id, String first, String last, Person boss) {
            this.id = id;
            this.first = first;
            this.last = last;
            this.boss = boss;
        }

        @Override
        public String getFirst() {
            return first;
        }
    }
}
