package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Length;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that differ behind the letters that MariaDB sorts by. */
@ExtendWith(ServersExtension.class)
class KeysetLongTextsTest {

    @Entity(name = "Link")
    static class Link {

        @Id
        Long id;

        @Column(nullable = false, length = 300)
        String target;

        @Column(nullable = false, length = Length.LONG32)
        String page;

        @Column(nullable = false)
        String title;

        static Link of(long id) {
            Link link = new Link();
            link.id = id;
            link.target = "x".repeat(256) + (9 - id);
            link.page = link.target;
            link.title = "x".repeat(254) + (9 - id);
            return link;
        }
    }

    private static EntityManagerFactory links(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = servers.database(kind).entityManagerFactory(Link.class);
        factory.runInTransaction(em -> {
            for (long id = 1; id <= 5; id++) {
                em.persist(Link.of(id));
            }
        });
        return factory;
    }

    private static List<Long> walk(EntityManagerFactory factory, SortKey key, KeysetRequest start) {
        Keyset<Link> keyset =
                Keyset.of(Link.class, key).cursors(SongStore.CURSORS).build(factory);
        List<Long> walked = new ArrayList<>();
        try (EntityManager em = factory.createEntityManager()) {
            Optional<KeysetRequest> request = Optional.of(start);
            while (request.isPresent()) {
                KeysetPage<Long> page = keyset.query(em).page(request.get()).map(link -> link.id);
                walked.addAll(start.forward() ? walked.size() : 0, page.content());
                request = start.forward() ? page.next() : page.previous();
            }
        }
        return walked;
    }

    @ParameterizedTest
    @EnumSource
    void sortsByAllLetters(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = links(kind, servers);
        for (KeysetRequest start : List.of(KeysetRequest.first(1), KeysetRequest.last(2))) {
            assertThat(walk(factory, asc("title"), start)).containsExactly(5L, 4L, 3L, 2L, 1L);
            if (kind == DatabaseKind.MARIADB) {
                assertRefused(
                        factory,
                        "target",
                        "Sort key \"target asc\" of Link may have a length of 300",
                        "max_sort_length");
                assertRefused(factory, "page", "max_sort_length");
            } else {
                assertThat(walk(factory, asc("target"), start)).containsExactly(5L, 4L, 3L, 2L, 1L);
            }
        }
        if (kind == DatabaseKind.H2) {
            assertRefused(factory, "page", "a large object");
        }
    }

    private static void assertRefused(EntityManagerFactory factory, String path, String... reasons) {
        assertThatThrownBy(() -> walk(factory, asc(path), KeysetRequest.first(1)))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessageContainingAll(reasons);
    }

    /** Why it is refused: only a sort without a limit takes all letters. */
    @ParameterizedTest
    @EnumSource(names = "MARIADB")
    void isTheDatabasesOwnOrder(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = links(kind, servers);
        try (EntityManager em = factory.createEntityManager()) {
            List<?> first = em.createNativeQuery("select id from Link order by target, id limit 2", Long.class)
                    .getResultList();
            assertThat(first).isEqualTo(List.of(1L, 2L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sortsByTheirFirstLetters(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = links(kind, servers);
        SortKey start = SortKey.<Link, String>asc(
                "start", String.class, (link, cb) -> cb.substring(link.get("target"), 1, 255));
        assertThat(walk(factory, start, KeysetRequest.first(2))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(walk(factory, start, KeysetRequest.last(1))).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
}
