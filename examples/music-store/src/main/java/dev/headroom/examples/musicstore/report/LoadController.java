package dev.headroom.examples.musicstore.report;

import dev.headroom.examples.musicstore.pool.LongRuns;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the store is busy with at this moment. */
@RestController
final class LoadController {

    private final RequestsInProgress requests;
    private final LongRuns reportRuns;

    LoadController(RequestsInProgress requests, LongRuns reportRuns) {
        this.requests = requests;
        this.reportRuns = reportRuns;
    }

    /** Holds no connection, and does not count itself. */
    @GetMapping("/api/load")
    ResponseEntity<Load> load() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Load(requests.count() - 1, reportRuns.held(), reportRuns.size()));
    }

    /**
     * How much is in use.
     *
     * @param requests that are being answered, by a thread each
     * @param connections that reports hold
     * @param mostConnections that the pool of the reports has
     */
    record Load(int requests, int connections, int mostConnections) {}
}
