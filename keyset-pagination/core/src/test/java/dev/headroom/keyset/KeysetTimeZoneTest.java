package dev.headroom.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as keys, in a JVM of each time zone: what the database stores is what a walk goes by. */
@ExtendWith(ServersExtension.class)
class KeysetTimeZoneTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Santiago", "Asia/Kolkata"})
    void walksAsSqlSorts(String zone, Servers servers) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.timezone=" + zone,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MomentWalk.class.getName()));
        for (DatabaseKind kind : kinds()) {
            Database database = servers.database(kind);
            command.addAll(List.of(database.url(), database.user(), database.password()));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static List<DatabaseKind> kinds() {
        boolean everywhere = System.getenv("CI") != null;
        return everywhere ? List.of(DatabaseKind.values()) : List.of(DatabaseKind.POSTGRESQL, DatabaseKind.H2);
    }
}
