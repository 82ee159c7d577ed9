package dev.headroom.retry.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Rows of entities that are not as simple as a mail. */
@EachDatabase
class ClaimedEntitiesTest {

    @Parameter
    Boxes boxes;

    static final class Boxes extends RecordedStore {
        Boxes(Database database) {
            super(database, Placed.class, Place.class, Named.class, Thing.class, Toy.class);
        }
    }

    @Embeddable
    record Place(String shelf, int position) {}

    @Entity(name = "Placed")
    static class Placed {
        @EmbeddedId
        Place id;

        int sent;
    }

    record Name(String first, String last) {}

    @Entity(name = "Named")
    @IdClass(Name.class)
    static class Named {
        @Id
        String first;

        @Id
        String last;

        int sent;
    }

    @Entity(name = "Thing")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Thing {
        @Id
        int id;

        int sent;
    }

    @Entity(name = "Toy")
    static class Toy extends Thing {
        int size;
    }

    @BeforeParameterizedClassInvocation
    static void fill(Boxes boxes) {
        boxes.write(em -> {
            for (int i = 0; i < 5; i++) {
                Placed placed = new Placed();
                placed.id = new Place("top", i);
                em.persist(placed);
                Named named = new Named();
                named.first = "Ann";
                named.last = "Berg " + i;
                em.persist(named);
                Toy toy = new Toy();
                toy.id = i;
                em.persist(toy);
            }
        });
    }

    private static <E> Predicate unsent(Root<E> root, CriteriaBuilder criteria) {
        return criteria.equal(root.get("sent"), 0);
    }

    @Test
    void haveIdsOfSeveralColumns() {
        RowClaims claims = RowClaims.using(boxes.entityManagers);
        assertThat(claims.claim(
                        Placed.class, ClaimedEntitiesTest::unsent, 3, (em, rows) -> rows.forEach(row -> row.sent++)))
                .isEqualTo(3);
        assertThat(claims.claim(Placed.class, ClaimedEntitiesTest::unsent, 3, (em, rows) -> {}))
                .isEqualTo(2);
        assertThat(claims.claim(
                        Named.class, ClaimedEntitiesTest::unsent, 4, (em, rows) -> rows.forEach(row -> row.sent++)))
                .isEqualTo(4);
        assertThat(claims.claim(Named.class, ClaimedEntitiesTest::unsent, 3, (em, rows) -> {}))
                .isEqualTo(1);
    }

    @Test
    void mustBeInOneTable() {
        assumeThat(boxes.kind).isNotEqualTo(DatabaseKind.MARIADB);
        AtomicInteger worked = new AtomicInteger();
        for (Class<? extends Thing> type : List.of(Thing.class, Toy.class)) {
            assertThatThrownBy(() -> RowClaims.using(boxes.entityManagers)
                            .claim(type, ClaimedEntitiesTest::unsent, 3, (em, rows) -> worked.incrementAndGet()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Locking with OUTER joins is not supported");
        }
        assertThat(worked).hasValue(0);
    }
}
