package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.Versions.Document;
import dev.headroom.retry.Versions.OfEmbeddedId;
import dev.headroom.retry.Versions.OfInstant;
import dev.headroom.retry.Versions.OfInt;
import dev.headroom.retry.Versions.OfInteger;
import dev.headroom.retry.Versions.OfLocalDateTime;
import dev.headroom.retry.Versions.OfLong;
import dev.headroom.retry.Versions.OfShort;
import dev.headroom.retry.Versions.OfTimestamp;
import dev.headroom.retry.Versions.OfTwoIds;
import dev.headroom.retry.Versions.Place;
import dev.headroom.retry.Versions.Two;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That versions of all types, and ids of all kinds, are checked and raised. */
@EachDatabase
class VersionsTest {

    @Parameter
    Versions versions;

    private VersionedUpdates updates() {
        return VersionedUpdates.of(versions.entityManagers).build();
    }

    @Test
    void raisesNumbers() {
        raises(new OfInt(), document -> document.version);
        raises(new OfLong(), document -> document.version);
        raises(new OfShort(), document -> document.version);
        raises(new OfInteger(), document -> document.version);
    }

    /** Even faster than the clock. */
    @Test
    void raisesTimes() {
        raises(new OfInstant(), document -> document.version);
        raises(new OfLocalDateTime(), document -> document.version);
        raises(new OfTimestamp(), document -> document.version);
    }

    @SuppressWarnings("unchecked") // the class of an object of D
    private <D extends Document> void raises(D document, Function<D, Object> version) {
        document.id = 1L;
        versions.write(em -> em.persist(document));
        Class<D> type = (Class<D>) document.getClass();
        Set<Object> seen = new HashSet<>(List.of(stored(type, version)));
        for (int i = 1; i <= 50; i++) {
            Outcome outcome = updates().update(type, 1L).compute((read, patch) -> patch.add("pages", 1));
            assertThat(outcome).isEqualTo(new Updated(stored(type, version), 1, 1, Set.of()));
            assertThat(seen.add(stored(type, version)))
                    .as("another version each time")
                    .isTrue();
        }
        skipsOthers(type);
    }

    private <D extends Document> Object stored(Class<D> type, Function<D, Object> version) {
        return version.apply(versions.read(em -> em.find(type, 1L)));
    }

    private <D extends Document> void skipsOthers(Class<D> type) {
        Outcome outcome = updates()
                .update(type, 1L)
                .policy(RetryPolicy.standard().onConflict(OnConflict.SKIP))
                .compute((read, patch) -> {
                    updates().update(type, 1L).compute((other, more) -> more.add("pages", 1));
                    return patch.set("pages", 0);
                });
        assertThat(outcome).isInstanceOf(Skipped.class);
        assertThat(versions.<D>read(em -> em.find(type, 1L)).pages).isEqualTo(51);
    }

    /** Some clock was wrong once: a version that comes back would hide what happened between. */
    @Test
    void neverGoesBack() {
        OfInstant document = new OfInstant();
        document.id = 2L;
        versions.write(em -> em.persist(document));
        Instant future = Instant.parse("2100-01-01T00:00:00Z");
        versions.write(em -> em.createQuery("update OfInstant set version = :future where id = 2")
                .setParameter("future", future)
                .executeUpdate());

        assertThat(updates().update(OfInstant.class, 2L).compute((read, patch) -> patch.add("pages", 1)))
                .isEqualTo(new Updated(future.plus(1, ChronoUnit.MICROS), 1, 1, Set.of()));
        assertThat(versions.read(em -> em.find(OfInstant.class, 2L)).version)
                .isEqualTo(future.plus(1, ChronoUnit.MICROS));
        assertThat(updates()
                        .update(OfInstant.class, 2L)
                        .ifVersion(future)
                        .compute((read, patch) -> patch.add("pages", 1)))
                .isEqualTo(new Skipped(new Conflict(future, future.plus(1, ChronoUnit.MICROS), Set.of())));
    }

    @Test
    void goesOnAfterTheLastNumber() {
        OfShort document = new OfShort();
        document.id = 2L;
        versions.write(em -> em.persist(document));
        versions.write(em -> em.createQuery("update OfShort set version = 32767 where id = 2")
                .executeUpdate());

        for (int i = 0; i < 3; i++) {
            assertThat(updates().update(OfShort.class, 2L).compute((read, patch) -> patch.add("pages", 1)))
                    .isInstanceOf(Updated.class);
        }
        assertThat(versions.read(em -> em.find(OfShort.class, 2L)).version).isEqualTo((short) (Short.MIN_VALUE + 2));
    }

    /** As in rows that are older than the version's column. */
    @Test
    void startsWhereThereIsNone() {
        String nullable = versions.kind == DatabaseKind.MARIADB
                ? "alter table OfInteger modify version integer null"
                : "alter table OfInteger alter column version drop not null";
        versions.write(em -> em.createNativeQuery(nullable).executeUpdate());
        versions.write(em -> em.createNativeQuery("insert into OfInteger (id, pages) values (3, 1)")
                .executeUpdate());

        Outcome outcome = updates().update(OfInteger.class, 3L).compute((read, patch) -> {
            if (read.pages == 1) {
                updates().update(OfInteger.class, 3L).compute((other, more) -> more.add("pages", 1));
            }
            return patch.add("pages", 10);
        });

        assertThat(outcome).isEqualTo(new Updated(1, 2, 2, Set.of()));
        assertThat(versions.read(em -> em.find(OfInteger.class, 3L)).pages).isEqualTo(12);
    }

    @Test
    void findsEntitiesByIdsOfSeveralColumns() {
        OfEmbeddedId embedded = new OfEmbeddedId();
        embedded.id = new Place("a", 1);
        OfTwoIds two = new OfTwoIds();
        two.shelf = "a";
        two.position = 1;
        versions.write(em -> {
            em.persist(embedded);
            em.persist(two);
        });

        assertThat(updates()
                        .update(OfEmbeddedId.class, new Place("a", 1))
                        .compute((read, patch) -> patch.add("pages", 1)))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(updates().update(OfTwoIds.class, new Two("a", 1)).compute((read, patch) -> patch.add("pages", 1)))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(Objects.requireNonNull(versions.read(em -> em.find(OfTwoIds.class, new Two("a", 1)))).pages)
                .isOne();
    }
}
