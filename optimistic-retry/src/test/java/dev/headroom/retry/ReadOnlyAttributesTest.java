package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes that the mapping says are never updated. */
@EachDatabase
class ReadOnlyAttributesTest {

    @Parameter
    Harbour harbour;

    static final class Harbour extends RecordedStore {
        Harbour(Database database) {
            super(database, Ship.class);
        }
    }

    @Embeddable
    record Origin(
            @Column(updatable = false) @Nullable String yard,
            @Nullable String flag) {}

    @Entity(name = "Ship")
    static class Ship {
        @Id
        Long id;

        @Version
        int version;

        /** The version under another name. */
        @Column(name = "version", insertable = false, updatable = false)
        int shownVersion;

        @Column(updatable = false)
        @Nullable String name;

        @Immutable
        @Nullable String builder;

        @Formula("masts * 2")
        int sails;

        int masts;

        @Embedded
        @Nullable Origin origin;
    }

    @BeforeEach
    void launch() {
        harbour.write(em -> {
            em.createQuery("delete from Ship").executeUpdate();
            Ship ship = new Ship();
            ship.id = 1L;
            ship.name = "Anna";
            ship.builder = "Berg";
            ship.masts = 1;
            ship.origin = new Origin("Kiel", "DE");
            em.persist(ship);
        });
        harbour.statements.clear();
    }

    private VersionedUpdate<Ship> update() {
        return VersionedUpdates.of(harbour.entityManagers).build().update(Ship.class, 1L);
    }

    private Ship find() {
        return Objects.requireNonNull(harbour.read(em -> em.find(Ship.class, 1L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "builder", "origin.yard", "origin", "sails", "shownVersion", "id"})
    void areNotWritten(String attribute) {
        assertThatThrownBy(() -> update().compute((ship, patch) -> patch.set(attribute, null)))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("\"" + attribute + "\"");
        assertThatThrownBy(() -> update().compute((ship, patch) -> patch.add(attribute, 1)))
                .isInstanceOf(InvalidUpdateException.class);
        assertThat(find().version).isZero();
    }

    @Test
    void sayWhyTheyAreNotWritten() {
        assertThatThrownBy(() -> update().compute((ship, patch) -> patch.set("origin", new Origin("Linz", "AT"))))
                .hasMessage("The patch of Ship: the mapping says that \"origin\" of Ship, or a column of it, is"
                        + " never updated; write another attribute, or a part of it.");
    }

    @Test
    void areComparedAndLookedAt() {
        Outcome outcome = update().dependsOn("name", "sails", "shownVersion")
                .compute((ship, patch) ->
                        patch.set("origin.flag", "AT").add("masts", 1).ifUnchanged("name", "builder", "origin"));
        assertThat(outcome).isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(find())
                .returns(new Origin("Kiel", "AT"), ship -> ship.origin)
                .returns(4, ship -> ship.sails)
                .returns(1, ship -> ship.shownVersion);
    }

    @Test
    void areNotComparedIfTheyAreComputed() {
        assertThatThrownBy(() ->
                        update().compute((ship, patch) -> patch.add("masts", 1).ifUnchanged("sails")))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("ifUnchanged(\"sails\") names what is computed when it is read");
        assertThat(find().version).isZero();
    }
}
