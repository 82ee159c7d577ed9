package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A time is compared as a text that the database reads as a time, once, and not with each row as a text. */
@EachDatabase
class KeysetTimeIndexTest {

    private static final int ROWS = 1_000;
    private static final int SIZE = 10;

    @Parameter
    IndexedStore store;

    @BeforeEach
    void fill() {
        Instant start = Instant.parse("2026-11-21T09:12:34Z");
        store.songs.fill(ROWS, song -> {
            song.addedAt = start.plusNanos(song.id * 7 % ROWS * 1_000);
            song.released = LocalDate.of(2026, 1, 1).plusDays(song.id % 300);
        });
    }

    @AfterEach
    void drop() throws SQLException {
        store.dropAll();
    }

    @Test
    void readsAPageThroughTheIndex() throws SQLException {
        for (Keyset<Song> keyset : List.of(
                store.keyset(Song.class, asc("addedAt")), store.keyset(Song.class, desc("released"), asc("addedAt")))) {
            store.create(keyset.indexAdvice().ddl().orElseThrow());
            store.run(store.kind == DatabaseKind.MARIADB ? "analyze table Song" : "analyze");
            store.songs.write(em -> {
                KeysetQuery<Song, Song> query = keyset.query(em);
                String middle = query.cursorOf(ROWS / 2L).orElseThrow();
                store.songs.statements.clear();
                query.page(KeysetRequest.after(middle, SIZE));
                query.page(KeysetRequest.before(middle, SIZE));
            });
            List<RecordedStatement> statements = store.songs.statements.statements();
            assertThat(statements).isNotEmpty();
            for (RecordedStatement statement : statements) {
                assertThat(rowsRead(statement)).as("%s: %s", keyset, statement).isLessThanOrEqualTo(2 * SIZE);
            }
        }
    }

    private long rowsRead(RecordedStatement statement) throws SQLException {
        try (Connection connection = store.database.dataSource().getConnection()) {
            return switch (store.kind) {
                case POSTGRESQL -> statement.explain(connection).rowsRead();
                case H2 -> scanned(statement, connection);
                case MARIADB -> handled(statement, connection);
            };
        }
    }

    private static long scanned(RecordedStatement statement, Connection connection) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain analyze " + statement.sql())) {
            bind(statement, explain);
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                return Pattern.compile("scanCount: (\\d+)")
                        .matcher(row.getString(1))
                        .results()
                        .map(MatchResult::group)
                        .mapToLong(count -> Long.parseLong(count.replaceFirst(".* ", "")))
                        .sum();
            }
        }
    }

    private static long handled(RecordedStatement statement, Connection connection) throws SQLException {
        try (Statement status = connection.createStatement();
                PreparedStatement select = connection.prepareStatement(statement.sql())) {
            status.execute("flush local status");
            bind(statement, select);
            select.executeQuery().close();
            try (ResultSet row = status.executeQuery("select sum(variable_value)"
                    + " from information_schema.session_status where variable_name like 'HANDLER_READ%'")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void bind(RecordedStatement statement, PreparedStatement repeated) throws SQLException {
        int place = 0;
        for (Object value : statement.parameters()) {
            repeated.setObject(++place, value);
        }
    }
}
