package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as versions: two updates never have the same one, whatever the column keeps of a second, and whatever the clock says. */
@EachDatabase
class TimeVersionsTest {

    @Parameter
    Clocks clocks;

    static final class Clocks extends RecordedStore {
        Clocks(Database database) {
            super(database, OfInstant.class, OfLocal.class, OfDate.class, OfCalendar.class, Heard.class);
        }
    }

    @MappedSuperclass
    abstract static class Timed {
        @Id
        Long id = 1L;

        int pages;
    }

    @Entity(name = "OfInstant")
    static class OfInstant extends Timed {
        @Version
        @Nullable Instant version;
    }

    @Entity(name = "OfLocal")
    static class OfLocal extends Timed {
        @Version
        @Nullable LocalDateTime version;
    }

    @Entity(name = "OfDate")
    static class OfDate extends Timed {
        @Version
        @Nullable Date version;
    }

    @Entity(name = "OfCalendar")
    static class OfCalendar extends Timed {
        @Version
        @Nullable Calendar version;
    }

    /** Written by Hibernate, because somebody is told. */
    @Entity(name = "Heard")
    static class Heard extends Timed {
        @Version
        @Nullable Instant version;

        @PreUpdate
        void hear() {}
    }

    @BeforeParameterizedClassInvocation
    static void coarsen(Clocks clocks) {
        for (String table : new String[] {"OfInstant", "OfLocal", "OfDate", "OfCalendar", "Heard"}) {
            String type = table.equals("OfInstant") || table.equals("Heard")
                    ? clocks.kind == DatabaseKind.MARIADB ? "datetime(0)" : "timestamp(0) with time zone"
                    : clocks.kind == DatabaseKind.MARIADB ? "datetime(3)" : "timestamp(3)";
            String sql = clocks.kind == DatabaseKind.MARIADB
                    ? "alter table " + table + " modify version " + type
                    : "alter table " + table + " alter column version "
                            + (clocks.kind == DatabaseKind.POSTGRESQL ? "type " : "set data type ") + type;
            clocks.write(em -> em.createNativeQuery(sql).executeUpdate());
        }
    }

    private static Class<? extends Timed> type(String name) {
        return switch (name) {
            case "OfInstant" -> OfInstant.class;
            case "OfLocal" -> OfLocal.class;
            case "OfDate" -> OfDate.class;
            case "OfCalendar" -> OfCalendar.class;
            default -> Heard.class;
        };
    }

    @BeforeEach
    void fill() {
        clocks.write(em -> {
            for (Timed one :
                    new Timed[] {new OfInstant(), new OfLocal(), new OfDate(), new OfCalendar(), new Heard()}) {
                em.createQuery("delete from " + one.getClass().getSimpleName()).executeUpdate();
                em.persist(one);
            }
        });
    }

    private void race(Class<? extends Timed> type) {
        VersionedUpdates updates = VersionedUpdates.of(clocks.entityManagers).build();
        for (int round = 0; round < 5; round++) {
            int[] others = {1};
            Outcome outcome = updates.update(type, 1L).compute((timed, patch) -> {
                if (others[0]-- > 0) {
                    updates.update(type, 1L).compute((same, other) -> other.set("pages", same.pages + 1));
                }
                return patch.set("pages", timed.pages + 1);
            });
            assertThat(outcome).isInstanceOf(Updated.class);
        }
        assertThat(clocks.<Integer>read(em -> em.find(type, 1L).pages)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OfInstant", "OfLocal", "OfDate", "OfCalendar", "Heard"})
    void columnsOfLessPrecision(String name) {
        race(type(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OfInstant", "OfLocal", "OfDate", "OfCalendar", "Heard"})
    void clocksThatWereAhead(String name) {
        clocks.write(em -> em.createNativeQuery("update " + name + " set version = '2100-01-01 00:00:00'")
                .executeUpdate());
        race(type(name));
    }
}
