package dev.headroom.keyset;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes indexes for one test, and removes them after it. */
final class IndexedStore implements AutoCloseable {

    final Database database;
    final DatabaseKind kind;
    final SongStore songs;
    private final List<String> drops = new ArrayList<>();

    IndexedStore(Database database) {
        this.database = database;
        this.kind = database.kind();
        this.songs = new SongStore(database);
    }

    /** The name of the index that a statement creates. */
    static String nameIn(String ddl) {
        return ddl.replaceFirst(" on .*", "").replaceFirst(".* ", "");
    }

    /** Runs {@code create index … on table …}, and remembers the name that is to be dropped. */
    void create(String ddl) throws SQLException {
        run(ddl);
        String table = ddl.replaceFirst(".* on ", "").replaceFirst(" .*", "");
        drops.add("drop index " + nameIn(ddl) + (kind == DatabaseKind.MARIADB ? " on " + table : ""));
    }

    void dropAll() throws SQLException {
        for (String drop : drops) {
            run(drop);
        }
        drops.clear();
    }

    void run(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    <E> Keyset<E> keyset(Class<E> entity, SortKey... keys) {
        return Keyset.of(entity, keys).cursors(SongStore.CURSORS).build(songs.entityManagers);
    }

    <E> KeysetExplanation explain(Keyset<E> keyset, KeysetRequest request) {
        return explain(keyset, query -> query, request);
    }

    <E> KeysetExplanation explain(
            Keyset<E> keyset, Function<KeysetQuery<E, E>, KeysetQuery<E, E>> narrow, KeysetRequest request) {
        return songs.read(em -> narrow.apply(keyset.query(em)).explain(request));
    }

    @Override
    public void close() {
        songs.close();
    }
}
