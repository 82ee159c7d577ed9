package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Indexes of tables and columns with unusual names, and SQL that depends on the session. */
@ExtendWith(ServersExtension.class)
class KeysetNamesTest {

    @ParameterizedTest
    @EnumSource
    void findsTheIndexOfUnusualNames(DatabaseKind kind, Servers servers) throws SQLException {
        Database database = servers.database(kind);
        createSchema(database);
        try (EntityManagerFactory factory = EntityManagerFactories.create(database.dataSource(), Ticket.class);
                EntityManager em = factory.createEntityManager()) {
            String quote = kind == DatabaseKind.MARIADB ? "`" : "\"";
            // Hibernate has no schemas for MariaDB.
            String table = (kind == DatabaseKind.MARIADB ? "" : "Stage.") + quote + "Order" + quote;
            assertMade(
                    em,
                    keyset(factory, asc("group")),
                    "create index order_group_id_idx on " + table + " (" + quote + "group" + quote + ", id)",
                    database);
            Keyset<Ticket> wide = keyset(
                    factory,
                    desc("aRatherLongNameOfAColumnThatFillsAnIndexName"),
                    asc("aRatherLongNameOfAColumnThatFillsAnIndexToo"));
            assertMade(em, wide, wide.indexAdvice().ddl().orElseThrow(), database);
            String name = IndexedStore.nameIn(wide.indexAdvice().toString());
            assertThat(name).hasSize(63).matches("order_aratherlong[a-z_]+[0-9a-f]{8}");
            assertThat(name)
                    .isNotEqualTo(IndexedStore.nameIn(keyset(
                                    factory,
                                    desc("aRatherLongNameOfAColumnThatFillsAnIndexName"),
                                    desc("aRatherLongNameOfAColumnThatFillsAnIndexToo"))
                            .indexAdvice()
                            .toString()));
            assertThat(keyset(factory, asc("width")).indexAdvice().explanation())
                    .contains("is computed");
        }
    }

    /** A filter that the session has enabled is part of the SQL of a page, so it has to be part of the explanation. */
    @ParameterizedTest
    @EnumSource
    void saysTheFiltersOfTheSession(DatabaseKind kind, Servers servers) throws SQLException {
        Database database = servers.database(kind);
        createSchema(database);
        try (EntityManagerFactory factory = EntityManagerFactories.create(database.dataSource(), Ticket.class);
                EntityManager em = factory.createEntityManager()) {
            KeysetQuery<Ticket, Ticket> query = keyset(factory, asc("group")).query(em);
            assertThat(query.explain(KeysetRequest.first(2)).toString()).doesNotContain("seller = ");
            em.unwrap(Session.class).enableFilter("seller").setParameter("name", "nobody");
            assertThat(query.explain(KeysetRequest.first(2)).toString())
                    .contains("seller = ?")
                    .doesNotContain("nobody");
        }
    }

    private static void createSchema(Database database) throws SQLException {
        if (database.kind() != DatabaseKind.MARIADB) {
            run(database, "create schema Stage");
        }
    }

    private static Keyset<Ticket> keyset(EntityManagerFactory factory, SortKey... keys) {
        return Keyset.of(Ticket.class, keys).cursors(SongStore.CURSORS).build(factory);
    }

    private static void assertMade(EntityManager em, Keyset<Ticket> keyset, String ddl, Database database)
            throws SQLException {
        assertThat(keyset.indexAdvice()).hasToString(ddl);
        assertThat(servingIndexes(em, keyset)).isEmpty();
        run(database, ddl);
        assertThat(servingIndexes(em, keyset)).hasSize(1);
    }

    private static List<KeysetExplanation.ServingIndex> servingIndexes(EntityManager em, Keyset<Ticket> keyset) {
        return keyset.query(em).explain(KeysetRequest.first(2)).servingIndexes();
    }

    private static void run(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
