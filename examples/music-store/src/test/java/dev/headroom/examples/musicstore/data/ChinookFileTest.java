package dev.headroom.examples.musicstore.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.examples.musicstore.StoreRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedStore.class)
class ChinookFileTest {

    /** Small, but whole; what refers to other rows comes before them. */
    private static final String STORE = """
            {
              "PlaylistTrack": [{"PlaylistId": 1, "TrackId": 1}],
              "Playlist": [{"PlaylistId": 1, "Name": "Music"}],
              "InvoiceLine": [{"InvoiceLineId": 1, "InvoiceId": 1, "TrackId": 1, "UnitPrice": 0.99, "Quantity": 1}],
              "Invoice": [{"InvoiceId": 1, "CustomerId": 1, "InvoiceDate": "2021-01-01T00:00:00", "BillingState": "",
                           "Total": 0.99}],
              "Customer": [{"CustomerId": 1, "FirstName": "Ana", "LastName": "Sá", "Email": "a@example.com",
                            "SupportRepId": 2}],
              "Employee": [{"EmployeeId": 2, "LastName": "B", "FirstName": "C", "ReportsTo": 1},
                           {"EmployeeId": 1, "LastName": "D", "FirstName": "E", "ReportsTo": null}],
              "Track": [{"TrackId": 1, "Name": "Für\\tElise", "MediaTypeId": 1, "Milliseconds": 1, "UnitPrice": 0.99}],
              "Album": [{"AlbumId": 1, "Title": "A", "ArtistId": 1}],
              "Artist": [{"ArtistId": 1, "Name": "Beethoven"}],
              "MediaType": [{"MediaTypeId": 1, "Name": "MPEG"}],
              "Genre": []
            }
            """;

    @TempDir
    private Path temp;

    private final LoadTestDatabase database;

    ChinookFileTest(RunningStore server) {
        this.database = LoadTestDatabase.on(server);
    }

    @Test
    void importsTablesInAnyOrder() throws IOException {
        database.importFile(file(STORE));

        assertThat(database.count("track where name = E'Für\\tElise' and album_id is null"))
                .isEqualTo(1);
        assertThat(database.count("invoice where billing_state is null")).isEqualTo(1);
        assertThat(database.count("employee where reports_to = 1")).isEqualTo(1);
        assertThat(database.count("album where length(cover) = 15606")).isEqualTo(1);
    }

    @Test
    void acceptsAByteOrderMark() throws IOException {
        database.importFile(file("\uFEFF" + STORE));

        assertThat(database.count("track")).isEqualTo(1);
    }

    @Test
    void doesNotImportTheSameFileTwice() throws IOException {
        Path file = file(STORE);
        database.importFile(file);
        database.jdbc().sql("delete from playlist_track").update();
        database.importFile(file);

        assertThat(database.count("playlist_track")).isZero();
    }

    @Test
    void refusesAnotherFile() throws IOException {
        database.importFile(file(STORE));

        assertThatExceptionOfType(StoreRefusedException.class)
                .isThrownBy(() -> database.importFile(file(STORE.replace("Beethoven", "Ludwig"))))
                .withMessageContaining("The store holds data imported from a file");
    }

    @Test
    void keepsNothingOfATruncatedFile() throws IOException {
        assertRefused(STORE.substring(0, STORE.indexOf("\"Artist\"")), "is broken: line 13");
        assertRefused(STORE.substring(0, STORE.indexOf("Elise")), "table Track, record 1 (line 11");
        assertRefused("", "an object with a member for each table is expected");
    }

    @Test
    void saysWhereAFileIsWrong() throws IOException {
        assertRefused(STORE.replace("\"Genre\"", "\"Gender\""), "the table \"Gender\" is unknown");
        assertRefused(STORE.replace(",\n  \"Genre\": []", ""), "missing: Genre");
        assertRefused(STORE.replace("\"Genre\"", "\"Album\""), "the table Album comes twice");
        assertRefused(STORE.replace("\"Quantity\": 1", "\"Quantity\": \"one\""), "Quantity is not a whole number");
        assertRefused(STORE.replace(", \"Quantity\": 1", ""), "table InvoiceLine, record 1 (line 4");
        assertRefused(STORE.replace("\"Quantity\"", "\"Amount\""), "the column \"Amount\" is unknown");
        assertRefused(STORE.replace("\"Beethoven\"", "[]"), "Name is expected to be a single value");
        assertRefused("[]", "an object with a member for each table is expected");
    }

    @Test
    void saysWhatTheDatabaseRefuses() throws IOException {
        assertRefused(STORE.replace("\"EmployeeId\": 2", "\"EmployeeId\": 1"), "duplicate key value");
        assertRefused(STORE.replace("\"ArtistId\": 1}]", "\"ArtistId\": 7}]"), "violates foreign key constraint");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatExceptionOfType(StoreRefusedException.class)
                .isThrownBy(() -> database.importFile(temp.resolve("none.json")))
                .withMessageContaining("none.json\" cannot be read");
    }

    private void assertRefused(String content, String reason) throws IOException {
        Path file = file(content);
        assertThatExceptionOfType(StoreRefusedException.class)
                .isThrownBy(() -> database.importFile(file))
                .withMessageContaining(reason);
        assertThat(database.count("media_type")).isZero();
        assertThat(database.count("playlist")).isZero();
        assertThat(database.count("data_origin")).isZero();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(temp.resolve("ChinookData.json"), content);
    }
}
