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
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** References that the mapping says are always there: an inner join to them loses no row without a word. */
@ExtendWith(ServersExtension.class)
class KeysetLyingReferenceTest {

    @Entity(name = "Office")
    static class Office {

        @Id
        Long id;

        @Column(nullable = false)
        String town;
    }

    @Entity(name = "Clerk")
    static class Clerk {

        @Id
        Long id;

        String name;

        @ManyToOne(optional = false, fetch = FetchType.LAZY)
        @JoinColumn(name = "office_id")
        Office office;
    }

    @Entity(name = "Letter")
    static class Letter {

        @Id
        Long id;

        @ManyToOne(optional = false, fetch = FetchType.LAZY)
        @JoinColumn(name = "clerk_id")
        Clerk clerk;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "reader_id")
        Clerk reader;
    }

    private static EntityManagerFactory letters(Database database, String... changes) {
        EntityManagerFactory factory = database.entityManagerFactory(Office.class, Clerk.class, Letter.class);
        factory.runInTransaction(em -> {
            for (long id = 1; id <= 2; id++) {
                Office office = new Office();
                office.id = id;
                office.town = "town " + id;
                em.persist(office);
                Clerk clerk = new Clerk();
                clerk.id = id;
                clerk.name = id == 2 ? null : "clerk";
                clerk.office = office;
                em.persist(clerk);
            }
            for (long id = 1; id <= 6; id++) {
                Letter letter = new Letter();
                letter.id = id;
                letter.clerk = em.find(Clerk.class, 1 + id % 2);
                letter.reader = id % 3 == 0 ? null : letter.clerk;
                em.persist(letter);
            }
        });
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String change : changes) {
                statement.execute(change);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return factory;
    }

    private static String nullable(DatabaseKind kind, String table, String column) {
        return "alter table " + table
                + (kind == DatabaseKind.MARIADB
                        ? " modify " + column + " bigint null"
                        : " alter column " + column + " drop not null");
    }

    private static Keyset<Letter> keyset(EntityManagerFactory factory, SortKey... keys) {
        return Keyset.of(Letter.class, keys).cursors(SongStore.CURSORS).build(factory);
    }

    private static List<Long> walk(EntityManagerFactory factory, Keyset<Letter> keyset, KeysetRequest start) {
        List<Long> walked = new ArrayList<>();
        try (EntityManager em = factory.createEntityManager()) {
            Optional<KeysetRequest> request = Optional.of(start);
            while (request.isPresent()) {
                KeysetPage<Letter> page = keyset.query(em).page(request.get());
                walked.addAll(
                        start.forward() ? walked.size() : 0,
                        page.map(letter -> letter.id).content());
                request = start.forward() ? page.next() : page.previous();
            }
        }
        return walked;
    }

    private static void assertRefused(EntityManagerFactory factory, SortKey key) {
        Keyset<Letter> keyset = keyset(factory, key);
        for (KeysetRequest start : List.of(
                KeysetRequest.first(2), KeysetRequest.last(2), KeysetRequest.first(50), KeysetRequest.last(50))) {
            assertThatThrownBy(() -> walk(factory, keyset, start))
                    .as("%s %s", key, start)
                    .isInstanceOf(NullKeyException.class)
                    .hasMessageContaining("Sort key \"" + key + "\"");
        }
        try (EntityManager em = factory.createEntityManager()) {
            KeysetQuery<Letter, Letter> query = keyset.query(em);
            assertThatThrownBy(() -> query.stream(2).count()).isInstanceOf(NullKeyException.class);
            assertThatThrownBy(() -> query.partitions(2)
                            .forEach(range -> query.within(range).page(KeysetRequest.first(50))))
                    .isInstanceOf(NullKeyException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesToLoseARowWithoutTheReference(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = letters(
                servers.database(kind),
                nullable(kind, "Letter", "clerk_id"),
                "update Letter set clerk_id = null where id = 4");
        assertRefused(factory, desc("clerk.id"));
        assertRefused(factory, asc("clerk.name").nullsLast());
        assertRefused(factory, asc("clerk.office.town"));
        assertThat(walk(factory, keyset(factory, asc("reader.name").nullsLast()), KeysetRequest.first(2)))
                .as("an order by another reference")
                .hasSize(6);
    }

    @ParameterizedTest
    @EnumSource
    void refusesToLoseARowWhoseReferenceLacksItsOwn(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = letters(
                servers.database(kind),
                nullable(kind, "Clerk", "office_id"),
                "update Clerk set office_id = null where id = 2");
        assertRefused(factory, desc("clerk.office.town"));
        assertThat(walk(factory, keyset(factory, asc("clerk.name").nullsFirst()), KeysetRequest.last(2)))
                .containsExactly(1L, 3L, 5L, 2L, 4L, 6L);
    }

    /** A nullable column without nulls is no fault. */
    @ParameterizedTest
    @EnumSource
    void walksWhereNothingIsMissing(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = letters(
                servers.database(kind), nullable(kind, "Letter", "clerk_id"), nullable(kind, "Clerk", "office_id"));
        for (KeysetRequest start : List.of(KeysetRequest.first(2), KeysetRequest.last(1))) {
            assertThat(walk(factory, keyset(factory, asc("clerk.office.town")), start))
                    .containsExactly(2L, 4L, 6L, 1L, 3L, 5L);
        }
    }

    /** The first reference may be missing, so the second one may be, too, although its mapping says that it is not. */
    @ParameterizedTest
    @EnumSource
    void keepsRowsBehindAnOptionalReference(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = letters(servers.database(kind));
        for (KeysetRequest start : List.of(KeysetRequest.first(2), KeysetRequest.last(1))) {
            assertThat(walk(factory, keyset(factory, asc("reader.office.town").nullsFirst()), start))
                    .containsExactly(3L, 6L, 2L, 4L, 1L, 5L);
        }
    }
}
