package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What Hibernate does by the way when a managed entity is changed, a patch does as well. */
@EachDatabase
class WrittenByHibernateTest {

    @Parameter
    Firm firm;

    static final class Firm extends RecordedStore {
        Firm(Database database) {
            super(
                    database,
                    Page.class,
                    Audited.class,
                    Custom.class,
                    Split.class,
                    Vehicle.class,
                    Lorry.class,
                    Order.class,
                    Line.class);
        }

        void persist(Object entity) {
            write(em -> em.persist(entity));
        }

        <E> VersionedUpdate<E> update(Class<E> type) {
            return VersionedUpdates.of(entityManagers).build().update(type, 1L);
        }

        <E> E find(Class<E> type) {
            return read(em -> em.find(type, 1L));
        }
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        Long id = 1L;

        @Version
        int version;

        @Nullable String text;

        @UpdateTimestamp
        @Nullable Instant changed;

        @CurrentTimestamp
        @Nullable Instant stamped;
    }

    @Test
    void timesOfTheUpdateAreWritten() {
        firm.persist(new Page());
        firm.write(em -> em.createNativeQuery(
                        "update Page set changed = '2000-01-01 00:00:00', stamped = '2000-01-01 00:00:00'")
                .executeUpdate());
        assertThat(firm.update(Page.class).compute((page, patch) -> patch.set("text", "a")))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(firm.find(Page.class)).satisfies(page -> {
            assertThat(page.changed).isAfter("2001-01-01T00:00:00Z");
            assertThat(page.stamped).isAfter("2001-01-01T00:00:00Z");
        });
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> firm.update(Page.class).compute((page, patch) -> patch.set("changed", Instant.EPOCH))))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("generated");
    }

    @Entity(name = "Audited")
    static class Audited {
        @Id
        Long id = 1L;

        @Version
        int version;

        @Nullable String text;

        int changes;

        @PreUpdate
        void count() {
            changes++;
        }
    }

    @Test
    void callbacksRun() {
        firm.persist(new Audited());
        assertThat(firm.update(Audited.class).compute((audited, patch) -> patch.set("text", "a")))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(firm.find(Audited.class))
                .returns(1, audited -> audited.changes)
                .returns(1, audited -> audited.version);
    }

    @Entity(name = "Custom")
    @SQLUpdate(sql = "update Custom set text = upper(?), version = ? where id = ? and version = ?")
    static class Custom {
        @Id
        Long id = 1L;

        @Version
        int version;

        @Nullable String text;
    }

    @Test
    void sqlOfTheMappingIsSent() {
        firm.persist(new Custom());
        firm.update(Custom.class).compute((custom, patch) -> patch.set("text", "a"));
        assertThat(firm.find(Custom.class).text).isEqualTo("A");
    }

    @Entity(name = "Split")
    @SecondaryTable(name = "SplitMore")
    static class Split {
        @Id
        Long id = 1L;

        @Version
        int version;

        @Nullable String text;

        @Column(table = "SplitMore")
        @Nullable String more;
    }

    @Test
    void aSecondaryTableGetsItsRow() {
        firm.persist(new Split());
        assertThat(firm.update(Split.class).compute((split, patch) -> patch.set("text", "a")))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(firm.update(Split.class).compute((split, patch) -> patch.set("more", "b")))
                .isEqualTo(new Updated(2, 1, 1, Set.of()));
        assertThat(firm.find(Split.class)).returns("a", split -> split.text).returns("b", split -> split.more);
    }

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Vehicle {
        @Id
        Long id = 1L;

        @Version
        int version;

        int wheels;
    }

    @Entity(name = "Lorry")
    static class Lorry extends Vehicle {
        int tons;
    }

    @Test
    void aRowIsFoundByItsBaseClass() {
        firm.persist(new Lorry());
        VersionedUpdate<Vehicle> update = firm.update(Vehicle.class);
        assertThat(update.compute((vehicle, patch) -> patch.add("wheels", 6)))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));
        Outcome locked = update.policy(RetryPolicy.standard().lockAfter(1)).compute((vehicle, patch) -> {
            if (vehicle.version == 1) {
                update.compute((same, other) -> other.add("wheels", 1));
            }
            return patch.add("wheels", 1);
        });
        assertThat(locked).isEqualTo(new Updated(3, 2, 2, Set.of()));
        assertThat(firm.find(Vehicle.class).wheels).isEqualTo(8);
        assertThat(update.compute((vehicle, patch) -> patch.delete())).isInstanceOf(Updated.class);
    }

    @Entity(name = "Purchase")
    static class Order {
        @Id
        Long id = 1L;

        @Version
        int version;

        @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Line> lines = new ArrayList<>();
    }

    @Entity(name = "Line")
    static class Line {
        @Id
        Long id = 1L;

        @ManyToOne
        @Nullable Order order;
    }

    @Test
    void deletionsCascade() {
        Order order = new Order();
        Line line = new Line();
        line.order = order;
        order.lines.add(line);
        firm.persist(order);
        assertThat(firm.update(Order.class).compute((read, patch) -> patch.delete()))
                .isInstanceOf(Updated.class);
        assertThat(firm.<Long>read(em ->
                        em.createQuery("select count(*) from Line", Long.class).getSingleResult()))
                .isZero();
    }
}
