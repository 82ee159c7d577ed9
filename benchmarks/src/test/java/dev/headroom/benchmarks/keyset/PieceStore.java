package dev.headroom.benchmarks.keyset;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/**
 * Six pieces. Ranks are 1, 2, 3 and three nulls; names are b, A, C, a, B, c, compared by code points; composers are named
 * like the ids, and the last piece has none.
 */
final class PieceStore {

    private static final List<String> NAMES = List.of("b", "A", "C", "a", "B", "c");

    final EntityManagerFactory entityManagers;

    PieceStore(Database database) {
        entityManagers = database.entityManagerFactory(Piece.class, Composer.class);
        entityManagers.runInTransaction(em -> {
            if (database.kind() == DatabaseKind.POSTGRESQL) {
                // As H2 compares; what gets lost depends on it.
                em.createNativeQuery("alter table Piece alter column name type varchar(255) collate \"C\"")
                        .executeUpdate();
            }
            for (long id = 1; id <= NAMES.size(); id++) {
                em.persist(piece(id, em));
            }
        });
    }

    private static Piece piece(long id, EntityManager em) {
        Composer composer = id == NAMES.size() ? null : new Composer(id, "composer " + id);
        if (composer != null) {
            em.persist(composer);
        }
        return new Piece(id, id <= 3 ? (int) id : null, NAMES.get((int) id - 1), composer);
    }

    static List<Long> ids(List<Piece> pieces) {
        return pieces.stream().map(Piece::getId).toList();
    }
}
