package dev.headroom.fetch.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The samples of the Javadoc, run. */
@ExtendWith(ServersExtension.class)
class SamplesTest {

    private static EntityManagerFactory entityManagerFactory;

    @RegisterExtension
    static final QueryWatchExtension QUERIES = QueryWatchExtension.of(() -> entityManagerFactory);

    @BeforeAll
    static void open(Servers servers) {
        entityManagerFactory = EntityManagerFactories.create(
                servers.database(DatabaseKind.H2).dataSource(), Playlist.class, Playlist.Track.class);
        entityManagerFactory.runInTransaction(em -> {
            for (long id = 1; id <= 3; id++) {
                em.persist(new Playlist(id));
            }
        });
    }

    @AfterAll
    static void close() {
        entityManagerFactory.close();
    }

    @Test
    @MaxSelects(2)
    @NoNPlusOne
    @NoUnusedFetches
    void listsPlaylistsWithTheirTracks() {
        assertThat(new PlaylistService(entityManagerFactory).titles()).hasSize(3);
    }

    @Test
    void everySampleStandsHere() {
        DocumentedSamples samples = DocumentedSamples.inJavadoc(Path.of("src/main/java"));
        assertThat(samples.count()).isEqualTo(2);
        assertThat(samples.missingIn(Path.of("src/test/java/dev/headroom/fetch/junit/SamplesTest.java")))
                .isEmpty();
    }
}
