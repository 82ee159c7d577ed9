package dev.headroom.examples.musicstore.data;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows of one table through PostgreSQL's {@code COPY}, the fastest way in, in its text format and in constant
 * memory. Add the columns' values in order and then {@linkplain #end end} the row.
 */
final class CopyRows implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    private final CopyIn copy;
    private final Runnable stopCheck;
    private final StringBuilder chunk = new StringBuilder(CHUNK + 1000);
    private boolean rowStarted;

    CopyRows(Connection connection, String table, Runnable stopCheck) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
        this.stopCheck = stopCheck;
    }

    CopyRows number(int value) {
        separate();
        chunk.append(value);
        return this;
    }

    /** A price or total, kept as cents so that sums are exact. */
    CopyRows cents(int value) {
        separate();
        chunk.append(value / 100).append('.').append(value / 10 % 10).append(value % 10);
        return this;
    }

    CopyRows text(@Nullable String value) {
        separate();
        if (value == null) {
            chunk.append("\\N");
        } else {
            value.chars().forEach(this::escaped);
        }
        return this;
    }

    void end() throws SQLException {
        chunk.append('\n');
        rowStarted = false;
        if (chunk.length() >= CHUNK) {
            stopCheck.run();
            flush();
        }
    }

    /** To be called after the last row; a copy that is closed without it adds nothing. */
    void finish() throws SQLException {
        flush();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        chunk.setLength(0);
    }

    private void separate() {
        if (rowStarted) {
            chunk.append('\t');
        }
        rowStarted = true;
    }

    private void escaped(int character) {
        switch (character) {
            case '\\' -> chunk.append("\\\\");
            case '\t' -> chunk.append("\\t");
            case '\n' -> chunk.append("\\n");
            case '\r' -> chunk.append("\\r");
            default -> chunk.append((char) character);
        }
    }
}
