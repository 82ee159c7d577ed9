package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queries without filters are text: whatever entities and attributes are called, it has to be read as their names. */
@ExtendWith(ServersExtension.class)
class KeysetTextTest {

    private static EntityManagerFactory entityManagers;

    /** Named in a way that only its class tells it apart. */
    @Entity(name = "Select")
    @Table(name = "ordered")
    static class Order {

        @Id
        @Column(name = "a")
        Long key;

        @Column(name = "b", nullable = false)
        String order;

        @Column(name = "c", nullable = false)
        Integer size;

        @Column(name = "d")
        Integer from;

        @Column(name = "f", nullable = false)
        Integer id;

        @ManyToOne(fetch = FetchType.LAZY)
        Order group;
    }

    @BeforeAll
    static void open(Servers servers) {
        entityManagers = EntityManagerFactories.create(
                servers.database(DatabaseKind.POSTGRESQL).dataSource(), Order.class);
        entityManagers.runInTransaction(em -> {
            for (long key = 1; key <= 12; key++) {
                Order order = new Order();
                order.key = key;
                order.order = "b" + key % 2;
                order.size = (int) key % 3;
                order.from = key % 4 == 0 ? null : (int) key % 4;
                order.id = (int) -key;
                order.group = key == 1 ? null : em.getReference(Order.class, 1L);
                em.persist(order);
            }
        });
    }

    @AfterAll
    static void close() {
        entityManagers.close();
    }

    @Test
    void readsWordsOfTheQueryLanguageAsNames() {
        assertSameAsCriteria(asc("order").ignoreCase(), desc("size"));
        assertSameAsCriteria(desc("from").nullsFirst());
        assertSameAsCriteria(asc("id"));
        assertSameAsCriteria(
                asc("group.group.order").nullsFirst(), asc("group.size").nullsLast());
    }

    private static void assertSameAsCriteria(SortKey... keys) {
        Keyset<Order> keyset =
                Keyset.of(Order.class, keys).cursors(SongStore.CURSORS).build(entityManagers);
        try (EntityManager em = entityManagers.createEntityManager()) {
            KeysetQuery<Order, Order> text = keyset.query(em);
            KeysetQuery<Order, Order> criteria = text.where((order, cb) -> cb.conjunction());
            List<Long> expected = keys(criteria.stream(5).toList());
            assertThat(keys(text.stream(5).toList())).isEqualTo(expected).hasSize(12);
            assertThat(keys(text.around(7L, 5).orElseThrow().content()))
                    .isEqualTo(keys(criteria.around(7L, 5).orElseThrow().content()));
        }
    }

    private static List<Long> keys(List<Order> orders) {
        return orders.stream().map(order -> order.key).toList();
    }
}
