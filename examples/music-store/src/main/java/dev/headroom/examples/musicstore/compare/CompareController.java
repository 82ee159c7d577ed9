package dev.headroom.examples.musicstore.compare;

import dev.headroom.examples.musicstore.catalog.Track;
import dev.headroom.examples.musicstore.sales.InvoiceLine;
import dev.headroom.examples.musicstore.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The comparison of pages over HTTP. */
@RestController
final class CompareController {

    private final PageComparer comparer;
    private final StoreSummary summary;
    private final ComparedList<InvoiceLine> invoiceLines;
    private final ComparedList<Track> tracks;
    private final ComparisonTurn turn;

    CompareController(
            PageComparer comparer,
            StoreSummary summary,
            ComparedList<InvoiceLine> invoiceLines,
            ComparedList<Track> tracks,
            ComparisonTurn turn) {
        this.comparer = comparer;
        this.summary = summary;
        this.invoiceLines = invoiceLines;
        this.tracks = tracks;
        this.turn = turn;
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
        try {
            return turn.take(() -> comparer.compare(order, depth, size));
        } catch (QueryTimeoutException e) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "TIMEOUT", "The comparison took too long. Try a smaller depth.");
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
