package dev.headroom.benchmarks.keyset;

import static dev.headroom.benchmarks.keyset.PieceStore.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.blazebit.persistence.Criteria;
import com.blazebit.persistence.CriteriaBuilder;
import com.blazebit.persistence.KeysetPage;
import com.blazebit.persistence.PagedList;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Blaze-Persistence's keyset pagination does wrong. A test that fails here is good news. */
@ExtendWith(ServersExtension.class)
class BlazeDefectsTest {

    private static final Map<DatabaseKind, PieceStore> STORES = new EnumMap<>(DatabaseKind.class);

    @BeforeAll
    static void fill(Servers servers) {
        for (DatabaseKind kind : List.of(DatabaseKind.POSTGRESQL, DatabaseKind.H2)) {
            STORES.put(kind, new PieceStore(servers.database(kind)));
        }
    }

    /** Its issue 2132: the condition for the page is put beside one side of an or, without parentheses. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void repeatsRowsOfAFilterThatIsAnOr(DatabaseKind kind) {
        Defect.expecting(1L, 2L, 3L)
                .butGetting(1L, 2L, 1L, 2L, 1L, 2L)
                .isIn(pages(
                        kind,
                        pieces -> pieces.whereOr()
                                .where("p.rank")
                                .eq(3)
                                .where("p.rank")
                                .le(2)
                                .endOr()));
        Defect.expecting(1L, 2L, 3L)
                .butGetting(1L, 2L, 3L, 3L)
                .isIn(pages(
                        kind,
                        pieces -> pieces.whereOr()
                                .where("p.rank")
                                .le(2)
                                .where("p.rank")
                                .eq(3)
                                .endOr()));
        assertThat(pages(kind, pieces -> pieces.where("p.rank").le(3)))
                .as("the same rows without an or")
                .containsExactly(1L, 2L, 3L);
    }

    /** The rows of the first three pages of two by the id. */
    private static List<Long> pages(DatabaseKind kind, UnaryOperator<CriteriaBuilder<Piece>> filter) {
        PieceStore store = STORES.get(kind);
        try (EntityManager entityManager = store.entityManagers.createEntityManager()) {
            List<Long> rows = new ArrayList<>();
            KeysetPage before = null;
            for (int first = 0; first < 6; first += 2) {
                CriteriaBuilder<Piece> pieces = Criteria.getDefault()
                        .createCriteriaBuilderFactory(store.entityManagers)
                        .create(entityManager, Piece.class, "p");
                PagedList<Piece> page = filter.apply(pieces)
                        .orderByAsc("p.id")
                        .page(before, first, 2)
                        .withKeysetExtraction(true)
                        .withCountQuery(false)
                        .getResultList();
                rows.addAll(ids(page));
                before = page.getKeysetPage();
            }
            return rows;
        }
    }
}
