package dev.headroom.benchmarks.keyset;

import static dev.headroom.benchmarks.keyset.Defect.MENDED;
import static dev.headroom.benchmarks.keyset.PieceStore.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.KeyedPage;
import org.hibernate.query.KeyedResultList;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.hibernate.query.SortDirection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Hibernate's {@code KeyedPage} does wrong. A test that fails here is good news. */
@ExtendWith(ServersExtension.class)
class KeyedPageDefectsTest {

    private static final Map<DatabaseKind, PieceStore> STORES = new EnumMap<>(DatabaseKind.class);
    private static final Order<Piece> BY_ID = Order.asc(Piece.class, "id");

    @BeforeAll
    static void fill(Servers servers) {
        for (DatabaseKind kind : List.of(DatabaseKind.POSTGRESQL, DatabaseKind.H2)) {
            STORES.put(kind, new PieceStore(servers.database(kind)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void losesRowsWithNullKeys(DatabaseKind kind) {
        Order<Piece> byRank = Order.asc(Piece.class, "rank");
        Defect.expecting(1L, 2L, 3L, 4L, 5L, 6L).butGetting(1L, 2L, 3L).isIn(walk(kind, byRank.withNullsLast()));
        Defect.expecting(4L, 5L, 6L, 1L, 2L, 3L).butGetting(4L, 5L).isIn(walk(kind, byRank.withNullsFirst()));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void losesRowsWhenCaseIsIgnored(DatabaseKind kind) {
        Order<Piece> byName = Order.by(Piece.class, "name", SortDirection.ASCENDING, true);
        Defect.expecting(2L, 4L, 1L, 5L, 3L, 6L).butGetting(2L, 4L, 1L, 6L).isIn(walk(kind, byName));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void doesNotIgnoreTheCaseOfAnAttributeOfTheMetamodel(DatabaseKind kind) {
        SingularAttribute<? super Piece, ?> name = STORES.get(kind)
                .entityManagers
                .getMetamodel()
                .entity(Piece.class)
                .getDeclaredSingularAttribute("name");
        @SuppressWarnings("unchecked") // declared by Piece
        Order<Piece> byName = Order.asc((SingularAttribute<Piece, ?>) name).ignoringCase();
        Defect.expecting(2L, 4L, 1L, 5L, 3L, 6L)
                .butGetting(2L, 5L, 3L, 4L, 1L, 6L)
                .isIn(walk(kind, byName));
    }

    @Test
    void cannotSortByAPath() {
        assertThatThrownBy(() -> walk(DatabaseKind.POSTGRESQL, Order.asc(Piece.class, "composer.name")))
                .as(MENDED)
                .hasMessageContaining("composer.name");
    }

    @Test
    void cannotPageAProjection() {
        assertThatThrownBy(() ->
                        inSession(session -> session.createSelectionQuery("select name from Piece", String.class)
                                .getKeyedResultList(Page.first(2).keyedBy(Order.<Object>asc(Object.class, "id")))))
                .as(MENDED)
                .hasMessageContaining("Select item was not an entity type");
    }

    @Test
    void swapsTheKeysOfAPreviousPage() {
        KeyedResultList<Piece> previous = inSession(session -> {
            KeyedResultList<Piece> third = read(session, Page.page(2, 2).keyedBy(BY_ID));
            return read(session, third.getPreviousPage());
        });
        assertThat(ids(previous.getResultList())).isEqualTo(List.of(3L, 4L));
        List<Long> keys =
                previous.getKeyList().stream().map(key -> (Long) key.get(0)).toList();
        Defect.expecting(3L, 4L).butGetting(4L, 3L).isIn(keys);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void hasNoPageBeforeANullKey(DatabaseKind kind) {
        Order<Piece> byRank = Order.asc(Piece.class, "rank").withNullsLast();
        KeyedResultList<Piece> previous = inSession(kind, session -> {
            KeyedResultList<Piece> third = read(session, Page.page(2, 2).keyedBy(List.of(byRank, BY_ID)));
            assertThat(ids(third.getResultList())).isEqualTo(List.of(5L, 6L));
            return read(session, third.getPreviousPage());
        });
        Defect.expecting(3L, 4L).butGetting().isIn(ids(previous.getResultList()));
    }

    @Test
    void doesNotReachRowsThatWereInsertedBeforeTheFirstPage() {
        inSession(session -> {
            KeyedResultList<Piece> first = read(session, Page.first(2).keyedBy(BY_ID));
            KeyedResultList<Piece> second = read(session, first.getNextPage());
            session.persist(new Piece(-1L, null, "new", null));
            session.flush();
            KeyedResultList<Piece> again = read(session, second.getPreviousPage());
            assertThat(ids(again.getResultList())).isEqualTo(List.of(1L, 2L));
            assertThat(again.getPreviousPage()).as(MENDED).isNull();
            return again;
        });
    }

    /** All rows in pages of two, as a reader would page. */
    private static List<Long> walk(DatabaseKind kind, Order<Piece> order) {
        return inSession(kind, session -> {
            List<Long> walked = new ArrayList<>();
            KeyedPage<Piece> page = Page.first(2).keyedBy(List.of(order, BY_ID));
            while (page != null && walked.size() < 20) {
                KeyedResultList<Piece> rows = read(session, page);
                walked.addAll(ids(rows.getResultList()));
                page = rows.getNextPage();
            }
            return walked;
        });
    }

    private static KeyedResultList<Piece> read(Session session, KeyedPage<Piece> page) {
        return session.createSelectionQuery("from Piece", Piece.class).getKeyedResultList(page);
    }

    private static <T> T inSession(Function<Session, T> work) {
        return inSession(DatabaseKind.POSTGRESQL, work);
    }

    /** In a transaction that leaves nothing behind. */
    private static <T> T inSession(DatabaseKind kind, Function<Session, T> work) {
        try (EntityManager entityManager = STORES.get(kind).entityManagers.createEntityManager()) {
            entityManager.getTransaction().begin();
            try {
                return work.apply(entityManager.unwrap(Session.class));
            } finally {
                entityManager.getTransaction().rollback();
            }
        }
    }
}
