package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mappings that say what their tables do not hold: no walk over them stands still, or ends without some rows. */
@ExtendWith(ServersExtension.class)
class KeysetLyingMappingTest {

    @Entity
    @Table(name = "parcel")
    static class Parcel {

        @Id
        Long id;

        @Column(nullable = false)
        String label;

        @Column(nullable = false, unique = true)
        String barcode;

        @Column(nullable = false)
        Double weight;

        @ElementCollection
        Set<String> stamps = Set.of();

        static Parcel of(long id) {
            Parcel parcel = new Parcel();
            parcel.id = id;
            parcel.label = "label " + id % 3;
            parcel.barcode = "barcode " + id;
            parcel.weight = id + 0.1;
            return parcel;
        }
    }

    private static EntityManagerFactory parcels(Database database, String... changes) {
        EntityManagerFactory factory = database.entityManagerFactory(Parcel.class);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            factory.runInTransaction(em -> {
                for (long id = 1; id <= 7; id++) {
                    Parcel parcel = Parcel.of(id);
                    parcel.stamps = Set.of("first " + id, "second " + id);
                    em.persist(parcel);
                }
            });
            for (String change : changes) {
                statement.execute(change);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return factory;
    }

    private static Keyset<Parcel> keyset(EntityManagerFactory factory, SortKey... keys) {
        return Keyset.of(Parcel.class, keys).cursors(SongStore.CURSORS).build(factory);
    }

    private static List<Long> walk(EntityManagerFactory factory, Keyset<Parcel> keyset, KeysetRequest start) {
        List<Long> walked = new ArrayList<>();
        try (EntityManager em = factory.createEntityManager()) {
            Optional<KeysetRequest> request = Optional.of(start);
            while (request.isPresent()) {
                KeysetPage<Long> page = keyset.query(em)
                        .select((parcel, cb) -> List.of(parcel.get("id")), row -> (Long) row[0])
                        .page(request.get());
                walked.addAll(start.forward() ? walked.size() : 0, page.content());
                assertThat(walked).as("a walk that does not end").hasSizeLessThan(50);
                request = start.forward() ? page.next() : page.previous();
            }
        }
        return walked;
    }

    private static String nullable(DatabaseKind kind) {
        return kind == DatabaseKind.MARIADB
                ? "alter table parcel modify label varchar(255)"
                : "alter table parcel alter column label drop not null";
    }

    @ParameterizedTest
    @EnumSource
    void refusesToLoseARowWhoseKeyIsNullInEitherDirection(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory =
                parcels(servers.database(kind), nullable(kind), "update parcel set label = null where id = 4");
        for (SortKey key : List.of(asc("label"), desc("label"))) {
            for (KeysetRequest start : List.of(KeysetRequest.first(2), KeysetRequest.last(2))) {
                assertThatThrownBy(() -> walk(factory, keyset(factory, key), start))
                        .as("%s %s", key, start)
                        .isInstanceOf(NullKeyException.class)
                        .hasMessageContaining("Sort key \"" + key + "\"");
            }
        }
        assertThatThrownBy(() -> keyset(factory, asc("label"))
                        .forEachBatch(factory::runInTransaction, KeysetRequest.first(2), (em, batch) -> {}))
                .isInstanceOf(NullKeyException.class);
        assertThat(walk(factory, keyset(factory, asc("barcode")), KeysetRequest.first(2)))
                .as("an order without that key")
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    /** A nullable column without nulls is no fault, and nothing is said of it. */
    @ParameterizedTest
    @EnumSource
    void walksANullableColumnThatHoldsNoNulls(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = parcels(servers.database(kind), nullable(kind));
        assertThat(walk(factory, keyset(factory, asc("label")), KeysetRequest.first(2)))
                .containsExactly(3L, 6L, 1L, 4L, 7L, 2L, 5L);
        assertThat(walk(factory, keyset(factory, asc("label")), KeysetRequest.last(2)))
                .containsExactly(3L, 6L, 1L, 4L, 7L, 2L, 5L);
    }

    @ParameterizedTest
    @EnumSource
    void refusesRowsOfEqualKeysWhereTheMappingSaysUnique(DatabaseKind kind, Servers servers) throws SQLException {
        Database database = servers.database(kind);
        EntityManagerFactory factory = parcels(database);
        dropUniqueBarcodes(database);
        execute(database, "update parcel set barcode = 'same' where id < 6");
        assertThatThrownBy(() -> walk(factory, keyset(factory, asc("barcode")), KeysetRequest.first(2)))
                .isInstanceOf(BrokenOrderException.class)
                .hasMessageContaining("Two rows of Parcel order by barcode asc have equal keys");
    }

    private static void dropUniqueBarcodes(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            if (database.kind() == DatabaseKind.MARIADB) {
                statement.execute("alter table parcel add column copy varchar(255)");
                statement.execute("update parcel set copy = barcode");
                statement.execute("alter table parcel drop column barcode");
                statement.execute("alter table parcel rename column copy to barcode");
            } else {
                statement.execute("alter table parcel add column code_copy varchar(255)");
                statement.execute("update parcel set code_copy = barcode");
                statement.execute("alter table parcel drop column barcode");
                statement.execute("alter table parcel rename column code_copy to barcode"
                        .replace("rename column", database.kind() == DatabaseKind.H2 ? "alter column" : "rename column")
                        .replace(" to ", database.kind() == DatabaseKind.H2 ? " rename to " : " to "));
            }
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** MariaDB finds a float of 1.1 larger than the 1.1 that it was read as. */
    @ParameterizedTest
    @EnumSource(names = "MARIADB")
    void standsStillInNoWalk(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory =
                parcels(servers.database(kind), "alter table parcel modify weight float not null");
        Keyset<Parcel> byWeight = keyset(factory, asc("weight"));
        assertThatThrownBy(() -> walk(factory, byWeight, KeysetRequest.first(1)))
                .isInstanceOf(BrokenOrderException.class)
                .hasMessageContaining("contains the row that it begins behind");
        assertThatThrownBy(() ->
                        byWeight.forEachBatch(factory::runInTransaction, KeysetRequest.first(1), (em, batch) -> {}))
                .isInstanceOf(BrokenOrderException.class);
    }

    @ParameterizedTest
    @EnumSource
    void refusesFiltersAndSelectionsThatMakeSeveralRowsOfOne(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = parcels(servers.database(kind));
        try (EntityManager em = factory.createEntityManager()) {
            KeysetQuery<Parcel, Parcel> joining = keyset(factory, asc("label"))
                    .query(em)
                    .where((parcel, cb) ->
                            cb.like(parcel.<Parcel, String>join("stamps").as(String.class), "%"));
            for (KeysetRequest request : List.of(KeysetRequest.first(2), KeysetRequest.first(9))) {
                assertThatThrownBy(() -> joining.page(request))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("A filter of Parcel order by label asc, id asc joins stamps")
                        .hasMessageContaining("exists");
            }
            assertThatThrownBy(() -> keyset(factory, asc("label"))
                            .query(em)
                            .select((parcel, cb) -> List.of(parcel.join("stamps")), row -> row[0])
                            .page(KeysetRequest.first(2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("A selection of Parcel order by label asc, id asc joins stamps");
        }
    }
}
