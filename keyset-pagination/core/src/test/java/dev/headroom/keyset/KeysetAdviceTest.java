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
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.hibernate.generator.EventType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Advice for tables that have the index already, or can have none. */
@ExtendWith(ServersExtension.class)
class KeysetAdviceTest {

    record ShelfId(Integer aisle, Integer level) implements Serializable {}

    @Entity(name = "Shelf")
    @Table(name = "shelf")
    @IdClass(ShelfId.class)
    static class Shelf {

        @Id
        Integer aisle;

        @Id
        Integer level;
    }

    @Entity(name = "Room")
    @Table(name = "room")
    static class Room {

        @Id
        Long id;

        @Column(nullable = false)
        Integer width;

        @Generated(event = {EventType.INSERT, EventType.UPDATE})
        @Column(columnDefinition = "integer generated always as (width * 2)", insertable = false, updatable = false)
        Integer twice;
    }

    @Entity(name = "Aisle")
    @Subselect("select aisle as id, count(*) as levels from shelf group by aisle")
    @Synchronize("shelf")
    static class Aisle {

        @Id
        Integer id;

        @Column(nullable = false)
        Long levels;
    }

    private static <E> Keyset<E> keyset(EntityManagerFactory factory, Class<E> entity, SortKey... keys) {
        return Keyset.of(entity, keys).cursors(SongStore.CURSORS).build(factory);
    }

    @ParameterizedTest
    @EnumSource
    void knowsACompositePrimaryKeyFromEitherEnd(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = servers.database(kind).entityManagerFactory(Shelf.class);
        for (Keyset<Shelf> served : List.of(
                keyset(factory, Shelf.class),
                keyset(factory, Shelf.class, asc("aisle")),
                keyset(factory, Shelf.class, desc("aisle"), desc("level")))) {
            assertThat(served.indexAdvice()).hasToString("-- The index of the primary key serves " + served + ".");
            try (EntityManager em = factory.createEntityManager()) {
                assertThat(served.query(em).explain(KeysetRequest.first(2)).servingIndexes())
                        .as("what the database says of %s", served)
                        .hasSize(1);
            }
        }
        assertThat(keyset(factory, Shelf.class, asc("level")).indexAdvice())
                .hasToString("create index shelf_level_aisle_idx on shelf (level, aisle)");
        assertThat(keyset(factory, Shelf.class, asc("aisle"), desc("level")).indexAdvice())
                .hasToString("create index shelf_aisle_level_desc_idx on shelf (aisle, level desc)");
    }

    @ParameterizedTest
    @EnumSource
    void advisesNoIndexThatTheDatabaseRefuses(DatabaseKind kind, Servers servers) throws SQLException {
        Database database = servers.database(kind);
        EntityManagerFactory factory = database.entityManagerFactory(Room.class);
        Keyset<Room> byTwice = keyset(factory, Room.class, asc("twice").nullsFirst());
        String index = "create index room_twice_id_idx on room (twice, id)";
        if (kind == DatabaseKind.POSTGRESQL) {
            assertThat(byTwice.indexAdvice().ddl()).isEmpty();
            assertThat(byTwice.indexAdvice().explanation())
                    .contains("\"twice asc nulls first\" is a virtual generated column")
                    .contains("this database has no index for one");
            assertThatThrownBy(() -> execute(database, index)).isInstanceOf(SQLException.class);
        } else {
            assertThat(byTwice.indexAdvice()).hasToString(index);
            execute(database, index);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatAQueryHasNoIndex(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = servers.database(kind).entityManagerFactory(Shelf.class, Aisle.class);
        IndexAdvice advice = keyset(factory, Aisle.class, desc("levels")).indexAdvice();
        assertThat(advice.ddl()).isEmpty();
        assertThat(advice.explanation()).contains("the entity is a query (@Subselect)");
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
