package dev.headroom.examples.musicstore.report;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the store is busy with at this moment. */
@RestController
final class LoadController {

    private final RequestsInProgress requests;
    private final HikariDataSource pool;

    LoadController(RequestsInProgress requests, DataSource dataSource) throws SQLException {
        this.requests = requests;
        this.pool = dataSource.unwrap(HikariDataSource.class);
    }

    /** Holds no connection, and does not count itself. */
    @GetMapping("/api/load")
    ResponseEntity<Load> load() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Load(
                        requests.count() - 1,
                        pool.getHikariPoolMXBean().getActiveConnections(),
                        pool.getMaximumPoolSize()));
    }

    /**
     * How much is in use.
     *
     * @param requests that are being answered, by a thread each
     * @param connections of the pool that are held
     * @param mostConnections that the pool has
     */
    record Load(int requests, int connections, int mostConnections) {}
}
