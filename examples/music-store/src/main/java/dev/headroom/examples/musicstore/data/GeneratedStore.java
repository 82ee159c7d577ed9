package dev.headroom.examples.musicstore.data;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Data of Chinook's shape at any scale. The same scale gives the same rows on every machine: each table draws from a
 * random sequence of its own with a fixed seed.
 */
final class GeneratedStore implements StoreContents {

    private final Shape shape;
    private final Runnable stopCheck;

    GeneratedStore(int invoiceLines, Runnable stopCheck) {
        this.shape = new Shape(invoiceLines);
        this.stopCheck = stopCheck;
    }

    @Override
    public DataOrigin origin() {
        return DataOrigin.generated(shape.invoiceLines());
    }

    @Override
    public void load(Connection connection) throws SQLException {
        GeneratedCatalog catalog = new GeneratedCatalog(shape);
        GeneratedSales sales = new GeneratedSales(shape, catalog);
        write(connection, "genre", catalog::genres);
        write(connection, "media_type", catalog::mediaTypes);
        write(connection, "artist", catalog::artists);
        write(connection, "album (album_id, title, artist_id)", catalog::albums);
        write(connection, "track", catalog::tracks);
        write(connection, "playlist", catalog::playlists);
        write(connection, "playlist_track", catalog::playlistTracks);
        write(connection, "employee", sales::employees);
        write(connection, "customer", sales::customers);
        write(connection, "invoice", sales::invoices);
        write(connection, "invoice_line", sales::invoiceLines);
    }

    /** Into all columns of the table, or those that stand behind its name. */
    private void write(Connection connection, String table, Rows rows) throws SQLException {
        try (CopyRows copy = new CopyRows(connection, table, stopCheck)) {
            rows.writeTo(copy);
            copy.finish();
        }
    }

    private interface Rows {
        void writeTo(CopyRows copy) throws SQLException;
    }
}
