package dev.headroom.examples.musicstore;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set with {@code --store.…} on the command line. Paths are bound as text: Spring would take a relative one
 * for a resource of the web application.
 *
 * @param data a ChinookData.json to import; without it the store generates its data
 * @param scale how many invoice lines to generate, a million by default; everything else grows with them
 * @param reset whether to drop what is there and load it again
 * @param dataDirectory where the embedded server keeps its data between starts
 * @param cursorSecret what signs the cursors of pages: at least 32 bytes, as text or as base64
 */
@ConfigurationProperties("store")
public record StoreProperties(
        @Nullable String data,
        @Nullable Integer scale,
        @DefaultValue("false") boolean reset,
        @Nullable String dataDirectory,
        @Nullable String cursorSecret) {

    /** The largest scale: ids are ints, and progress should still be watched, not waited for overnight. */
    private static final int MAX_SCALE = 200_000_000;

    private static final int DEFAULT_SCALE = 1_000_000;

    /** Checks the scale. */
    public StoreProperties {
        if (scale != null && data != null) {
            throw new StoreRefusedException(
                    "Both store.data and store.scale are set.",
                    "Give a file to import, or a number of invoice lines to generate, but not both.");
        }
        if (scale != null && (scale < 1 || scale > MAX_SCALE)) {
            throw new StoreRefusedException(
                    "store.scale is \"" + scale + "\".",
                    "Choose a number of invoice lines between 1 and " + MAX_SCALE + ", such as --store.scale=1000000.");
        }
    }

    /** {@return whether the user said which data there should be} */
    public boolean asksForData() {
        return data != null || scale != null;
    }

    /** {@return the file to import, if there is one} */
    public @Nullable Path dataPath() {
        return path(data);
    }

    /** {@return the directory that the user chose, if there is one} */
    public @Nullable Path dataDirectoryPath() {
        return path(dataDirectory);
    }

    /** {@return how many invoice lines to generate} */
    public int scaleOrDefault() {
        return scale == null ? DEFAULT_SCALE : scale;
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Path.of(text);
    }
}
