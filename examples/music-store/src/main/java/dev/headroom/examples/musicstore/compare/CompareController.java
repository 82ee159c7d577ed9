package dev.headroom.examples.musicstore.compare;

import dev.headroom.examples.musicstore.catalog.Track;
import dev.headroom.examples.musicstore.sales.InvoiceLine;
import dev.headroom.examples.musicstore.web.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The comparison over HTTP. It runs the very query that this project warns about, so only one runs at a time: others
 * wait a little and are then sent away.
 */
@RestController
final class CompareController {

    private static final int PATIENCE_SECONDS = 10;

    private final PageComparer comparer;
    private final StoreSummary summary;
    private final ComparedList<InvoiceLine> invoiceLines;
    private final ComparedList<Track> tracks;
    private final Semaphore turn = new Semaphore(1, true);

    CompareController(
            PageComparer comparer,
            StoreSummary summary,
            ComparedList<InvoiceLine> invoiceLines,
            ComparedList<Track> tracks) {
        this.comparer = comparer;
        this.summary = summary;
        this.invoiceLines = invoiceLines;
        this.tracks = tracks;
    }

    @GetMapping("/api/summary")
    StoreSummary.Counts summary() {
        return summary.counts();
    }

    @GetMapping("/api/compare/invoice-lines")
    Comparison invoiceLines(
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam int depth,
            @RequestParam(defaultValue = "20") int size)
            throws InterruptedException {
        return compare(invoiceLines.order(sort), summary.counts().invoiceLines(), depth, size);
    }

    @GetMapping("/api/compare/tracks")
    Comparison tracks(
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam int depth,
            @RequestParam(defaultValue = "20") int size)
            throws InterruptedException {
        return compare(tracks.order(sort), summary.counts().tracks(), depth, size);
    }

    private Comparison compare(ComparedOrder<?> order, int rows, int depth, int size) throws InterruptedException {
        requireBetween("size", size, 1, order.keyset().maxPageSize());
        requireBetween("depth", depth, 0, Math.max(0, rows - size));
        if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "BUSY", "Other comparisons are running. Try again in a while.");
        }
        try {
            return comparer.compare(order, depth, size);
        } catch (QueryTimeoutException e) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "TIMEOUT", "The comparison took too long. Try a smaller depth.");
        } finally {
            turn.release();
        }
    }

    private static void requireBetween(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "OUT_OF_RANGE",
                    name + " is " + value + ", and must be between " + least + " and " + most + ".");
        }
    }
}
