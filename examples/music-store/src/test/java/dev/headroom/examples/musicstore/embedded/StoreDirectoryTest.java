package dev.headroom.examples.musicstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.examples.musicstore.StoreRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDirectoryTest {

    @TempDir
    private Path temp;

    @Test
    void refusesASecondStoreUntilTheFirstOneIsClosed() throws IOException {
        Path path = temp.resolve("store");
        try (StoreDirectory first = StoreDirectory.open(path)) {
            assertThatExceptionOfType(StoreRefusedException.class)
                    .isThrownBy(() -> StoreDirectory.open(path))
                    .withMessage("Another music store runs on the data directory \"%s\".", path)
                    .satisfies(refused -> assertThat(refused.wayOut()).contains("--store.data-directory=PATH"));
            assertThat(first.file("x")).isEqualTo(path.resolve("x"));
        }
        StoreDirectory.open(path).close();
    }

    @Test
    void refusesADirectoryWithFilesOfSomebodyElse() throws IOException {
        Files.writeString(temp.resolve("letter.txt"), "precious");

        assertThatExceptionOfType(StoreRefusedException.class)
                .isThrownBy(() -> StoreDirectory.open(temp))
                .withMessageContaining("not the music store's");
        assertThat(temp.resolve("letter.txt")).hasContent("precious");
    }

    @Test
    void removesServerDataThatWereNotMadeToTheirEnd() throws IOException {
        try (StoreDirectory directory = StoreDirectory.open(temp.resolve("store"))) {
            Path data = Files.createDirectory(directory.serverData());
            Files.writeString(data.resolve("postgresql.conf"), "half");
            assertThat(directory.serverData()).doesNotExist();

            Files.createDirectory(data);
            directory.markComplete();
            assertThat(directory.serverData()).exists();
        }
    }
}
