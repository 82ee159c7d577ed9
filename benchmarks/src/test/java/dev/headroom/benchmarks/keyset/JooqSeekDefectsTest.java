package dev.headroom.benchmarks.keyset;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What jOOQ's {@code seek} does wrong. A test that fails here is good news. */
@ExtendWith(ServersExtension.class)
class JooqSeekDefectsTest {

    private static final Map<DatabaseKind, DSLContext> DATABASES = new EnumMap<>(DatabaseKind.class);
    private static final Field<Long> ID = DSL.field("id", Long.class);
    private static final Field<Integer> RANK = DSL.field("rank", Integer.class);

    @BeforeAll
    static void fill(Servers servers) {
        open(servers.database(DatabaseKind.POSTGRESQL), SQLDialect.POSTGRES);
        open(servers.database(DatabaseKind.H2), SQLDialect.H2);
    }

    private static void open(Database database, SQLDialect dialect) {
        PieceStore store = new PieceStore(database);
        store.entityManagers.close();
        DATABASES.put(database.kind(), DSL.using(database.dataSource(), dialect));
    }

    /** After the second of 1, 2, 3 and three nulls. */
    @Test
    void losesNullsWhereTheDatabasePutsThemLast() {
        Defect.expecting(3L, 4L, 5L, 6L).butGetting(3L).isIn(after(2L, 2, DatabaseKind.POSTGRESQL, RANK.asc()));
        Defect.expecting(1L, 4L, 5L, 6L).butGetting(1L).isIn(after(2L, 2, DatabaseKind.H2, RANK.desc()));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void hasNothingAfterANullWhoseOrderWasNotSaid(DatabaseKind kind) {
        SortField<Integer> nullsFirst = kind == DatabaseKind.H2 ? RANK.asc() : RANK.desc();
        List<Long> right = kind == DatabaseKind.H2 ? List.of(6L, 1L, 2L, 3L) : List.of(6L, 3L, 2L, 1L);
        new Defect(right, List.of()).isIn(after(5L, null, kind, nullsFirst));
    }

    private static List<Long> after(long id, @Nullable Integer rank, DatabaseKind kind, SortField<Integer> sort) {
        return DATABASES
                .get(kind)
                .select(ID)
                .from("Piece")
                .orderBy(sort, ID.asc())
                .seek(DSL.val(rank, Integer.class), DSL.val(id))
                .fetch(ID);
    }
}
