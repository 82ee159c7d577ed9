package dev.headroom.examples.musicstore.data;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.StoreProperties;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An empty store without an application around it. */
record LoadTestDatabase(DataSource dataSource) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    static LoadTestDatabase on(RunningStore server) {
        return onVersion(server, "latest");
    }

    /** With the tables of an earlier version of the store. */
    static LoadTestDatabase onVersion(RunningStore server, String version) {
        LoadTestDatabase database = new LoadTestDatabase(server.newDatabase("load_" + NUMBER.incrementAndGet()));
        database.migrate(version);
        return database;
    }

    void migrate(String version) {
        Flyway.configure().dataSource(dataSource).target(version).load().migrate();
    }

    void generate(int scale) {
        load(new StoreProperties(null, scale, false, null, null));
    }

    void importFile(Path file) {
        load(new StoreProperties(file.toString(), null, false, null, null));
    }

    void load(StoreProperties properties) {
        new DataLoader(dataSource, properties).start();
    }

    JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    int count(String table) {
        return jdbc().sql("select count(*) from " + table).query(Integer.class).single();
    }

    /** The same for the same rows, whatever order they lie in. */
    String checksum(String table) {
        return jdbc().sql("select md5(string_agg(t::text, '|' order by t::text)) from " + table + " t")
                .query(String.class)
                .single();
    }
}
