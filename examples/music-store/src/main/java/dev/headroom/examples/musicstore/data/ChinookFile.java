package dev.headroom.examples.musicstore.data;

import dev.headroom.examples.musicstore.StoreRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import tools.jackson.core.JacksonException;

/** A ChinookData.json to import. */
final class ChinookFile implements StoreContents {

    private static final int BATCH = 1000;

    private final Path path;
    private final DataOrigin origin;
    private final Runnable stopCheck;

    private ChinookFile(Path path, DataOrigin origin, Runnable stopCheck) {
        this.path = path;
        this.origin = origin;
        this.stopCheck = stopCheck;
    }

    static ChinookFile open(Path path, Runnable stopCheck) {
        try {
            return new ChinookFile(path, DataOrigin.file(sha256(path)), stopCheck);
        } catch (IOException e) {
            throw new StoreRefusedException(
                    "The file \"" + path + "\" cannot be read: " + e,
                    "Give the path of a ChinookData.json with --store.data=PATH.",
                    e);
        }
    }

    @Override
    public DataOrigin origin() {
        return origin;
    }

    @Override
    public void load(Connection connection) throws SQLException {
        try (InputStream input = Files.newInputStream(path);
                ChinookReader reader = new ChinookReader(input)) {
            load(reader, connection);
        } catch (IOException e) {
            throw refusal("cannot be read: " + e.getMessage(), e);
        }
    }

    private void load(ChinookReader reader, Connection connection) throws SQLException {
        try {
            for (var table = reader.nextTable(); table.isPresent(); table = reader.nextTable()) {
                load(reader, table.get(), connection);
            }
        } catch (ChinookFormatException e) {
            throw refusal("is not a ChinookData.json: " + reader.location() + ": " + e.getMessage() + ".", e);
        } catch (JacksonException e) {
            throw refusal("is broken: " + reader.location() + ": " + e.getOriginalMessage(), e);
        } catch (SQLException e) {
            throw refusal("does not fit: " + reader.location() + " or shortly before: " + reason(e), e);
        }
    }

    private void load(ChinookReader reader, ChinookTable table, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
            int count = 0;
            Optional<List<@Nullable Object>> record = reader.nextRecord(table);
            for (; record.isPresent(); record = reader.nextRecord(table)) {
                add(insert, record.get());
                if (++count % BATCH == 0) {
                    stopCheck.run();
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void add(PreparedStatement insert, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            insert.setObject(i + 1, values.get(i));
        }
        insert.addBatch();
    }

    private StoreRefusedException refusal(String what, Exception cause) {
        return new StoreRefusedException(
                "The file \"" + path + "\" " + what,
                "Nothing of it was kept. Give a whole ChinookData.json with --store.data=PATH, or start without a file to"
                        + " generate data.",
                cause);
    }

    /** The server's own sentence: the driver's would repeat the statement with all values of the record. */
    private static String reason(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException server && server.getServerErrorMessage() != null) {
                return server.getServerErrorMessage().getMessage() + ".";
            }
        }
        return "SQL state " + failure.getSQLState();
    }

    private static String sha256(Path path) throws IOException {
        try (DigestInputStream input = new DigestInputStream(Files.newInputStream(path), sha256())) {
            input.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(input.getMessageDigest().digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
