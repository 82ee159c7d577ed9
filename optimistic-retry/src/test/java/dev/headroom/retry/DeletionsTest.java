package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.internal.SqlFailure;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What belongs to an entity that is deleted. */
@EachDatabase
class DeletionsTest {

    @Parameter
    Garage garage;

    static final class Garage extends RecordedStore {
        Garage(Database database) {
            super(database, Car.class, Wheel.class, Driver.class);
        }
    }

    @Entity(name = "Car")
    static class Car {
        @Id
        Long id;

        @Version
        @Nullable Integer version;

        int repairs;

        @ElementCollection
        Set<String> colours = new HashSet<>(Set.of("red", "blue"));

        @ManyToMany
        @JoinTable(name = "Car_Driver")
        Set<Driver> drivers = new HashSet<>();

        @OneToMany(mappedBy = "car")
        List<Wheel> wheels = new ArrayList<>();
    }

    @Entity(name = "Wheel")
    static class Wheel {
        @Id
        Long id;

        @ManyToOne
        @Nullable Car car;
    }

    @Entity(name = "Driver")
    static class Driver {
        @Id
        Long id;
    }

    @BeforeEach
    void fill() {
        garage.write(em -> {
            em.createQuery("delete from Wheel").executeUpdate();
            em.createQuery("delete from Car").executeUpdate();
            em.createQuery("delete from Driver").executeUpdate();
            Driver driver = new Driver();
            driver.id = 1L;
            em.persist(driver);
            Car car = new Car();
            car.id = 1L;
            car.drivers.add(driver);
            em.persist(car);
        });
        garage.statements.clear();
    }

    private VersionedUpdate<Car> update() {
        return VersionedUpdates.of(garage.entityManagers)
                .policy(RetryPolicy.standard().onConflict(OnConflict.SKIP))
                .build()
                .update(Car.class, 1L);
    }

    private long count(String table) {
        return garage.read(em ->
                ((Number) em.createNativeQuery("select count(*) from " + table).getSingleResult()).longValue());
    }

    @Test
    void takeTheRowsOfCollectionsAlong() {
        assertThat(update().compute((car, patch) -> patch.delete())).isEqualTo(new Updated(null, 1, 1, Set.of()));
        assertThat(List.of(count("Car"), count("Car_colours"), count("Car_Driver"), count("Driver")))
                .containsExactly(0L, 0L, 0L, 1L);
        assertThat(update().compute((car, patch) -> patch.delete())).isEqualTo(new Gone());
    }

    @Test
    void leaveTheRowsOfCollectionsIfAnotherWasFaster() {
        Outcome outcome = update().compute((car, patch) -> {
            update().compute((same, other) -> other.add("repairs", 1));
            return patch.delete();
        });
        assertThat(outcome).isEqualTo(new Skipped(new Conflict(0, 1, Set.of("repairs"))));
        assertThat(List.of(count("Car"), count("Car_colours"), count("Car_Driver")))
                .containsExactly(1L, 2L, 1L);
    }

    @Test
    void areRefusedByWhatRefersToTheEntity() {
        garage.write(em -> {
            Wheel wheel = new Wheel();
            wheel.id = 1L;
            wheel.car = em.find(Car.class, 1L);
            em.persist(wheel);
        });
        AtomicInteger computations = new AtomicInteger();
        assertThatThrownBy(() -> update().compute((car, patch) -> {
                    computations.incrementAndGet();
                    return patch.delete();
                }))
                .satisfies(failure -> assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.CONSTRAINT));
        assertThat(computations).hasValue(1);
        assertThat(List.of(count("Car"), count("Car_colours"), count("Wheel"))).containsExactly(1L, 2L, 1L);
    }

    /** As in rows that are older than the version's column. */
    @Test
    void needNoVersionInTheRow() {
        garage.write(em -> em.createNativeQuery(
                        garage.kind == DatabaseKind.MARIADB
                                ? "alter table Car modify version integer null"
                                : "alter table Car alter column version drop not null")
                .executeUpdate());
        garage.write(em -> em.createNativeQuery("update Car set version = null").executeUpdate());
        Outcome stale = update().compute((car, patch) -> {
            update().compute((same, other) -> other.forceIncrement());
            return patch.delete();
        });
        assertThat(stale).isEqualTo(new Skipped(new Conflict(null, 0, Set.of())));
        garage.write(em -> em.createNativeQuery("update Car set version = null").executeUpdate());
        assertThat(update().compute((car, patch) -> patch.delete())).isEqualTo(new Updated(null, 1, 1, Set.of()));
    }
}
