package dev.headroom.examples.musicstore.embedded;

import dev.headroom.examples.musicstore.StoreRefusedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server of the store's own, on a free port of this machine only. */
final class EmbeddedServer implements AutoCloseable {

    static final String USER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);

    /** Recovery after a crash in the middle of a large load takes a while. */
    private static final Duration STARTUP = Duration.ofMinutes(2);

    private final EmbeddedPostgres postgres;
    private final Path data;

    private EmbeddedServer(EmbeddedPostgres postgres, Path data) {
        this.postgres = postgres;
        this.data = data;
    }

    static EmbeddedServer start(StoreDirectory directory) {
        try {
            Path data = directory.serverData();
            Postmaster.stopAny(data);
            Path programs = PrivateDirectory.inTemp("headroom-postgresql");
            PrivateDirectory.create(programs);
            log.info("Starting PostgreSQL in {}", data);
            return new EmbeddedServer(start(builder(data, programs, directory), data), data);
        } catch (IOException e) {
            throw new StoreRefusedException(
                    "The embedded PostgreSQL server did not start: " + e.getMessage(),
                    "Start again with --logging.level.io.zonky=debug to see what it says, or use a database of your own"
                            + " with --spring.datasource.url=jdbc:postgresql://….",
                    e);
        }
    }

    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder, Path data) throws IOException {
        try {
            return Undisturbed.call("postgresql-start", builder::start);
        } catch (IOException e) {
            Postmaster.stopAny(data);
            throw e;
        }
    }

    private static EmbeddedPostgres.Builder builder(Path data, Path programs, StoreDirectory directory) {
        // Otherwise the library looks for servers to clean up in a directory that all users of the machine share.
        System.setProperty("ot.epg.working-dir", programs.toString());
        return settings(EmbeddedPostgres.builder())
                .setDataDirectory(data)
                .setDataDirectoryCustomizer(made -> directory.markComplete())
                // The library makes this directory writable for everybody, but the one around it stays private.
                .setOverrideWorkingDirectory(programs.resolve("unpacked").toFile());
    }

    private static EmbeddedPostgres.Builder settings(EmbeddedPostgres.Builder builder) {
        return builder.setCleanDataDirectory(false)
                // Spring closes this bean after the pool; a hook of the library's own would not wait for that.
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP)
                // The same order of names on every system, whatever languages it has installed.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("max_connections", "40")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("work_mem", "64MB")
                .setServerConfig("maintenance_work_mem", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                // So that times are the plan's and not a compiler's.
                .setServerConfig("jit", "off");
    }

    String jdbcUrl() {
        // Rewritten batches are several times faster to import.
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?reWriteBatchedInserts=true";
    }

    /** Returns when the server is gone. */
    @Override
    public void close() throws IOException {
        Optional<Postmaster> postmaster = Postmaster.of(data);
        Undisturbed.call("postgresql-stop", () -> {
            postgres.close();
            postmaster.ifPresent(Postmaster::awaitEnd);
            return postgres;
        });
        Postmaster.stopAny(data);
    }
}
