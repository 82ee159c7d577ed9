package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.Music.Album;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples in the Javadoc of payloads and budgets. */
@ExtendWith(ServersExtension.class)
class PayloadSamplesTest {

    private static final Path THIS = Path.of("src/test/java/dev/headroom/projection/PayloadSamplesTest.java");

    @ParameterizedTest
    @ValueSource(strings = {"Budget", "PayloadListener"})
    void standsInThisTest(String type) {
        DocumentedSamples samples =
                DocumentedSamples.inJavadoc(Path.of("src/main/java/dev/headroom/projection", type + ".java"));
        assertThat(samples.count()).isPositive();
        assertThat(samples.missingIn(THIS)).isEmpty();
    }

    // spotless:off
    @Budget(rowBytes = 300, bytes = 30_000, statements = 2)
    record AlbumItem(long id, String title, List<Song> tracks) {
        record Song(long id, String name) {}
    }
    // spotless:on

    @Test
    void checksABudget(Servers servers) {
        try (Music music = new Music(servers.database(DatabaseKind.H2))) {
            music.fill();
            EntityManagerFactory entityManagerFactory = music.entityManagers;
            Recorded bytesPerRow = new Recorded();
            RowWriter writer = new TextRows();
            Projection<Album, AlbumItem> items =
                    // spotless:off
                    Projection.of(Album.class, AlbumItem.class)
                            .onPayload(payload -> bytesPerRow.record(payload.rowBytes()))
                            .build(entityManagerFactory);
                    // spotless:on
            Payload written = music.read(entityManager -> {
                // spotless:off
                Payload payload = items.query(entityManager).limit(50).writeTo(writer);
                items.checkBudget(payload);
                // spotless:on
                return payload;
            });
            assertThat(bytesPerRow.values).containsExactly(written.rowBytes());
        }
    }

    private static final class Recorded {

        private final List<Long> values = new ArrayList<>();

        void record(long value) {
            values.add(value);
        }
    }
}
