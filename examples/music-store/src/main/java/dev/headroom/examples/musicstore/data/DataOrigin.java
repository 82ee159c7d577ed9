package dev.headroom.examples.musicstore.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where the rows of a store came from.
 *
 * @param source generated, or from a file
 * @param fingerprint the scale, or the file's SHA-256
 */
record DataOrigin(Source source, String fingerprint) {

    enum Source {
        GENERATED,
        FILE
    }

    static DataOrigin generated(int scale) {
        return new DataOrigin(Source.GENERATED, "scale " + scale);
    }

    static DataOrigin file(String sha256) {
        return new DataOrigin(Source.FILE, sha256);
    }

    static Optional<DataOrigin> read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select source, fingerprint from data_origin");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new DataOrigin(Source.valueOf(row.getString(1)), row.getString(2)))
                    : Optional.empty();
        }
    }

    /** Also counts the rows of the lists, which never change afterwards. */
    void write(Connection connection) throws SQLException {
        String sql = """
                insert into data_origin (source, fingerprint, tracks, invoice_lines)
                select ?, ?, (select count(*) from track), (select count(*) from invoice_line)
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source.name());
            insert.setString(2, fingerprint);
            insert.executeUpdate();
        }
    }

    String description() {
        return switch (source) {
            case GENERATED -> "data generated at " + fingerprint;
            case FILE -> "data imported from a file (SHA-256 " + fingerprint.substring(0, 12) + "…)";
        };
    }
}
