package dev.headroom.retry.effects;

import dev.headroom.testsupport.DatabaseKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** The statements of the files that users copy. */
public final class EffectTables {

    private EffectTables() {}

    public static List<String> statements(DatabaseKind kind) {
        String name = "effect-log-" + kind.name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream file = Objects.requireNonNull(EffectLog.class.getResourceAsStream(name), name)) {
            return Pattern.compile(";\\s*")
                    .splitAsStream(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
