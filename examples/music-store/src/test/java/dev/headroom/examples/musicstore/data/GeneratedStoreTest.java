package dev.headroom.examples.musicstore.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.examples.musicstore.StoreProperties;
import dev.headroom.examples.musicstore.StoreRefusedException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedStore.class)
class GeneratedStoreTest {

    private static final List<String> TABLES = List.of(
            "genre",
            "media_type",
            "artist",
            "album",
            "track",
            "employee",
            "customer",
            "invoice",
            "invoice_line",
            "playlist",
            "playlist_track");

    private final LoadTestDatabase database;
    private final RunningStore server;

    GeneratedStoreTest(RunningStore server) {
        this.server = server;
        this.database = LoadTestDatabase.on(server);
    }

    @Test
    void theSameScaleGivesTheSameRows() {
        LoadTestDatabase other = LoadTestDatabase.on(server);
        database.generate(5000);
        other.generate(5000);

        assertThat(TABLES).allSatisfy(table -> {
            assertThat(database.count(table)).isPositive();
            assertThat(database.checksum(table)).isEqualTo(other.checksum(table));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 37, 38, 39, 2240})
    void generatesExactlyAsManyLinesAsAskedForWithTheirInvoices(int scale) {
        database.generate(scale);

        assertThat(database.count("invoice_line")).isEqualTo(scale);
        assertThat(database.count("invoice"))
                .isEqualTo(database.count("(select distinct invoice_id from invoice_line)"));
        assertThat(database.count("track")).isEqualTo(3503);
    }

    @Test
    void everyAlbumHasACoverOfItsOwnThatDoesNotCompress() throws IOException {
        database.generate(100);
        List<byte[]> covers = database.jdbc()
                .sql("select cover from album")
                .query(byte[].class)
                .list();

        assertThat(covers).hasSize(350).allSatisfy(cover -> {
            assertThat(cover).hasSize(15_606).startsWith('B', 'M');
            assertThat(gzipped(cover)).isGreaterThan(15_500);
        });
        assertThat(database.count("(select distinct cover from album)")).isEqualTo(350);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(covers.get(0)));
        assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(176, 176);
    }

    @Test
    void albumsOfAnEarlierVersionGetTheSameCovers() {
        LoadTestDatabase earlier = LoadTestDatabase.onVersion(server, "2");
        earlier.generate(100);
        earlier.migrate("latest");
        database.generate(100);

        assertThat(earlier.checksum("album")).isEqualTo(database.checksum("album"));
    }

    private static int gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.size();
    }

    @Test
    void anInvoiceTotalsItsLines() {
        database.generate(3000);

        assertThat(database.count("""
                                (select 1 from invoice i join invoice_line l using (invoice_id)
                                group by i.invoice_id, i.total having i.total <> sum(l.unit_price * l.quantity))
                                """)).isZero();
    }

    @Test
    void anotherScaleIsRefusedUnlessTheStoreIsReset() {
        database.generate(100);
        database.load(new StoreProperties(null, null, false, null, null));
        assertThatExceptionOfType(StoreRefusedException.class)
                .isThrownBy(() -> database.generate(200))
                .withMessage("The store holds data generated at scale 100, and not data generated at scale 200.")
                .satisfies(refused -> assertThat(refused.wayOut()).contains("--store.reset=true"));
        assertThat(database.count("invoice_line")).isEqualTo(100);

        database.load(new StoreProperties(null, 200, true, null, null));
        assertThat(database.count("invoice_line")).isEqualTo(200);
    }

    @Test
    void foreignKeysAreThereAgainAfterwards() {
        String keys = "pg_constraint where contype = 'f'";
        int before = database.count(keys);
        database.generate(100);

        assertThat(database.count(keys)).isEqualTo(before).isEqualTo(11);
    }
}
