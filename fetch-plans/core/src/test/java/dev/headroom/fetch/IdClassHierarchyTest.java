package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * Hibernate 7.4 takes a class with an {@code @IdClass} for a basic type if it comes to a subclass first, by the hash
 * codes of their names, and then lists its entities once for each row of a join.
 */
@EachDatabase
class IdClassHierarchyTest {

    private static final int BOARDS = 3;

    @Parameter
    Boards store;

    @BeforeParameterizedClassInvocation
    static void fill(Boards store) {
        store.write(em -> {
            for (int place = 1; place <= BOARDS; place++) {
                Board board = place == 2 ? new WallBoard() : new Board();
                board.room = 1;
                board.place = place;
                em.persist(board);
                for (long number = 1; number <= 2; number++) {
                    Jar jar = new Jar();
                    jar.id = 10L * place + number;
                    em.persist(jar);
                    board.jars.add(jar);
                }
            }
        });
    }

    @Test
    void hibernateListsAnOwnerForEachRow() {
        store.write(em -> assertThat(em.createQuery("from Board s join fetch s.jars", Board.class)
                        .getResultList())
                .as("mended: FetchPlan need not do it")
                .hasSize(2 * BOARDS));
    }

    @Test
    void aJoinedCollectionListsEachOwnerOnce() {
        FetchPlan<Board> plan =
                FetchPlan.of(Board.class).fetch("jars", jars -> jars.join()).build(store.entityManagers);
        store.write(em -> {
            List<Board> boards = plan.list(em.createQuery("from Board order by place", Board.class));
            assertThat(boards).extracting(board -> board.place).containsExactly(1, 2, 3);
            assertThat(boards).allMatch(board -> Hibernate.isInitialized(board.jars) && board.jars.size() == 2);
        });
    }

    static final class Boards extends RecordedStore {

        Boards(Database database) {
            super(database, Board.class, WallBoard.class, Jar.class);
        }
    }

    record BoardId(Integer room, Integer place) {}

    @Entity(name = "Board")
    @IdClass(BoardId.class)
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Board {
        @Id
        Integer room;

        @Id
        Integer place;

        @ManyToMany
        Set<Jar> jars = new HashSet<>();
    }

    @Entity(name = "WallBoard")
    static class WallBoard extends Board {}

    @Entity(name = "Jar")
    static class Jar {
        @Id
        Long id;
    }
}
