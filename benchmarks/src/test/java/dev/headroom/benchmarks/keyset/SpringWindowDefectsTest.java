package dev.headroom.benchmarks.keyset;

import static dev.headroom.benchmarks.keyset.Defect.MENDED;
import static dev.headroom.benchmarks.keyset.PieceStore.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.repository.Repository;

/** What Spring Data JPA's keyset {@code Window} does wrong. A test that fails here is good news. */
@ExtendWith(ServersExtension.class)
class SpringWindowDefectsTest {

    private static final Map<DatabaseKind, PieceStore> STORES = new EnumMap<>(DatabaseKind.class);

    interface Pieces extends Repository<Piece, Long>, JpaSpecificationExecutor<Piece> {}

    @BeforeAll
    static void fill(Servers servers) {
        for (DatabaseKind kind : List.of(DatabaseKind.POSTGRESQL, DatabaseKind.H2)) {
            STORES.put(kind, new PieceStore(servers.database(kind)));
        }
    }

    @Test
    void losesNullsWhereTheDatabasePutsThemLast() {
        Defect.expecting(1L, 2L, 3L, 4L, 5L, 6L)
                .butGetting(1L, 2L, 3L)
                .isIn(walk(DatabaseKind.POSTGRESQL, Sort.by("rank")));
        Defect.expecting(3L, 2L, 1L, 4L, 5L, 6L)
                .butGetting(3L, 2L, 1L)
                .isIn(walk(DatabaseKind.H2, Sort.by(Sort.Order.desc("rank"), Sort.Order.asc("id"))));
    }

    @Test
    void losesValuesWhereTheDatabasePutsNullsFirst() {
        Defect.expecting(4L, 5L, 6L, 3L, 2L, 1L)
                .butGetting(4L, 5L, 6L)
                .isIn(walk(DatabaseKind.POSTGRESQL, Sort.by(Sort.Order.desc("rank"), Sort.Order.asc("id"))));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void readsWrongRowsBackwardWithNullsLast(DatabaseKind kind) {
        Sort sort = Sort.by(Sort.Order.asc("rank").nullsLast());
        Defect.expecting().butGetting(5L, 6L).isIn(before(1, kind, sort));
        Defect.expecting(1L).butGetting(6L, 1L).isIn(before(2, kind, sort));
        Defect.expecting(2L, 3L).butGetting().isIn(before(4, kind, sort));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void readsWrongRowsBackwardWithNullsFirst(DatabaseKind kind) {
        Sort sort = Sort.by(Sort.Order.asc("rank").nullsFirst());
        Defect.expecting(5L, 6L).butGetting().isIn(before(1, kind, sort));
        Defect.expecting(4L).butGetting(3L, 4L).isIn(before(5, kind, sort));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void losesRowsWhenCaseIsIgnored(DatabaseKind kind) {
        Defect.expecting(2L, 4L, 1L, 5L, 3L, 6L)
                .butGetting(2L, 4L, 1L, 6L)
                .isIn(walk(kind, Sort.by(Sort.Order.asc("name").ignoreCase())));
    }

    @Test
    void losesRowsWithoutAnEndOfThePath() {
        Defect.expecting(1L, 2L, 3L, 4L, 5L, 6L)
                .butGetting(1L, 2L, 3L, 4L, 5L)
                .isIn(walk(DatabaseKind.POSTGRESQL, Sort.by("composer.name")));
    }

    @Test
    void hasNoPositionForARowWithoutAnEndOfThePath() {
        try (EntityManager entityManager = entityManager(DatabaseKind.POSTGRESQL)) {
            Window<Piece> all = scroll(entityManager, Sort.by("composer.name"), 10, ScrollPosition.keyset());
            assertThat(ids(all.getContent())).isEqualTo(List.of(1L, 2L, 3L, 4L, 5L, 6L));
            assertThatThrownBy(() -> all.positionAt(5))
                    .as(MENDED)
                    .hasMessageContaining("Value of nested property 'composer' is null");
        }
    }

    /** All rows in pages of two, as a reader would page. */
    private static List<Long> walk(DatabaseKind kind, Sort sort) {
        try (EntityManager entityManager = entityManager(kind)) {
            List<Long> walked = new ArrayList<>();
            Window<Piece> window = scroll(entityManager, sort, 2, ScrollPosition.keyset());
            walked.addAll(ids(window.getContent()));
            while (window.hasNext() && walked.size() < 20) {
                window = scroll(entityManager, sort, 2, (KeysetScrollPosition) window.positionAt(window.size() - 1));
                walked.addAll(ids(window.getContent()));
            }
            return walked;
        }
    }

    /** The two rows before a row. */
    private static List<Long> before(long id, DatabaseKind kind, Sort sort) {
        try (EntityManager entityManager = entityManager(kind)) {
            Window<Piece> all = scroll(entityManager, sort, 10, ScrollPosition.keyset());
            int index = ids(all.getContent()).indexOf(id);
            KeysetScrollPosition position = (KeysetScrollPosition) all.positionAt(index);
            return ids(scroll(entityManager, sort, 2, position.backward()).getContent());
        }
    }

    private static Window<Piece> scroll(
            EntityManager entityManager, Sort sort, int limit, KeysetScrollPosition position) {
        return new JpaRepositoryFactory(entityManager)
                .getRepository(Pieces.class)
                .findBy(
                        Specification.<Piece>unrestricted(),
                        query -> query.sortBy(sort).limit(limit).scroll(position));
    }

    private static EntityManager entityManager(DatabaseKind kind) {
        return STORES.get(kind).entityManagers.createEntityManager();
    }
}
