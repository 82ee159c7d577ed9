package dev.headroom.fetch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples of the Javadoc, run. */
@ExtendWith(ServersExtension.class)
class WatchSamplesTest {

    private Library library;

    @Test
    void findsWhatIsLoadedOneByOne(Servers servers) {
        library = Library.counting(servers.database(DatabaseKind.H2));
        try {
            assertThatThrownBy(() -> watch(library.entityManagers))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("WatchSamplesTest.titlesOfAllPlaylists:")
                    .hasMessageContaining("Playlist.tracks");
        } finally {
            library.close();
        }
    }

    private void watch(EntityManagerFactory entityManagerFactory) {
        try (QueryWatch watch = QueryWatch.install(entityManagerFactory);
                QueryRecording queries = watch.open()) {
            titlesOfAllPlaylists();
            queries.assertNoNPlusOne();
        }
    }

    private void titlesOfAllPlaylists() {
        library.run(em -> Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks)));
    }

    @Test
    void findsWhatIsLoadedAndNeverUsed(Servers servers) {
        library = Library.counting(servers.database(DatabaseKind.H2));
        try {
            assertThatThrownBy(() -> watchUse(library.entityManagers))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Playlist.tracks at WatchSamplesTest.namesOfAllPlaylists:");
        } finally {
            library.close();
        }
    }

    private void watchUse(EntityManagerFactory entityManagerFactory) {
        try (QueryWatch watch = QueryWatch.install(entityManagerFactory);
                QueryRecording queries = watch.openWithUse()) {
            namesOfAllPlaylists();
            queries.assertNoUnusedFetches();
        }
    }

    private void namesOfAllPlaylists() {
        library.run(em -> em.createQuery("from Playlist p join fetch p.tracks", Library.Playlist.class)
                .getResultList());
    }

    @Test
    void everySampleStandsHere() {
        DocumentedSamples samples = DocumentedSamples.inJavadoc(Path.of("src/main/java/dev/headroom/fetch/watch"));
        assertThat(samples.count()).isEqualTo(1);
        assertThat(samples.missingIn(Path.of("src/test/java/dev/headroom/fetch/watch/WatchSamplesTest.java")))
                .isEmpty();
    }
}
