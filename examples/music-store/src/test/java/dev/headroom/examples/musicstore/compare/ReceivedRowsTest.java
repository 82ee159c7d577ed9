package dev.headroom.examples.musicstore.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStore.class)
class ReceivedRowsTest {

    private final RunningStore store;

    ReceivedRowsTest(RunningStore store) {
        this.store = store;
    }

    /** A message has 7 bytes, and 4 for each column; an accent is a byte more. */
    @Test
    void countsTheMessagesOfRowsAndGivesTheirValues() throws SQLException {
        ReceivedRows received = new ReceivedRows();
        try (Connection connection = store.newDatabase("received_rows").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = received.counting(statement.executeQuery(
                        "select 'abc' a, null::text b union all select 'Café', 'x' order by 1"))) {
            assertThat(rows.next()).isTrue();
            assertThat(received.bytes()).isIn(7 + 4 + 3 + 4L, 7 + 4 + 5 + 4 + 1L);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("a")).isIn("abc", "Café");
            assertThat(rows.next()).isFalse();
        }

        assertThat(received.columns()).isEqualTo(2);
        assertThat(received.rows()).isEqualTo(2);
        assertThat(received.bytes()).isEqualTo((7 + 4 + 3 + 4) + (7 + 4 + 5 + 4 + 1));
    }
}
