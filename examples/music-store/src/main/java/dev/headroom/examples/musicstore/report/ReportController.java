package dev.headroom.examples.musicstore.report;

import dev.headroom.examples.musicstore.pool.LongRuns;
import dev.headroom.examples.musicstore.web.ProblemException;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.QueueFullException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The report of a year: within a request, and as a job that is asked for, looked at and cancelled. */
@RestController
@RequestMapping("/api/reports")
final class ReportController {

    /** How often a worker keeps the progress of a job. */
    private static final String LOOK_AGAIN = "1";

    private final RequestReports requests;
    private final ReportJobs jobs;
    private final ReportTerms terms;
    private final LongRuns reportRuns;

    ReportController(RequestReports requests, ReportJobs jobs, ReportTerms terms, LongRuns reportRuns) {
        this.requests = requests;
        this.jobs = jobs;
        this.terms = terms;
        this.reportRuns = reportRuns;
    }

    @GetMapping("/revenue")
    ResponseEntity<RevenueReport> make(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = ReportTerms.LONG) int milliseconds)
            throws Exception {
        ReportRequest request = terms.request(year, milliseconds);
        RevenueReport report = reportRuns.call(() -> requests.make(request));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(report);
    }

    /** 202 at once, or 200 with the report if the client wants to wait and it is made by then. */
    @PostMapping
    ResponseEntity<ReportStatus> enqueue(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = ReportTerms.LONG) int milliseconds,
            @RequestHeader HttpHeaders headers)
            throws InterruptedException {
        JobId id = enqueued(terms.request(year, milliseconds));
        Optional<Duration> wait = PreferredWait.in(headers.getOrEmpty("Prefer"));
        if (wait.isPresent()) {
            jobs.await(id, wait.get());
        }
        ReportStatus status = found(id);
        ResponseEntity.BodyBuilder answer = answer(status, status.isEnd() ? HttpStatus.OK : HttpStatus.ACCEPTED);
        wait.ifPresent(applied -> answer.header("Preference-Applied", "wait=" + applied.toSeconds()));
        return answer.location(URI.create("/api/reports/" + id)).body(status);
    }

    private JobId enqueued(ReportRequest request) {
        try {
            return jobs.enqueue(request);
        } catch (QueueFullException full) {
            long seconds = full.retryAfter().toSeconds();
            ProblemException busy = new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "QUEUE_FULL",
                    full.depth() + " reports are waiting, and no more may. Try again in " + seconds + " s.");
            busy.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            throw busy;
        }
    }

    @GetMapping("/{id}")
    ResponseEntity<ReportStatus> status(@PathVariable String id) {
        ReportStatus status = found(parsed(id));
        return answer(status, HttpStatus.OK).body(status);
    }

    /** 200 if it never began or is cancelled, 202 if its worker was told to stop. */
    @DeleteMapping("/{id}")
    ResponseEntity<ReportStatus> cancel(@PathVariable String id) {
        JobId job = parsed(id);
        found(job);
        CancelResult result = jobs.cancel(job);
        ReportStatus status = found(job);
        if (result == CancelResult.TOO_LATE && status.state() != JobState.CANCELLED) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "ENDED",
                    "The report " + job + " has ended, and cannot be cancelled any more.");
        }
        return answer(status, status.isEnd() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(status);
    }

    private static ResponseEntity.BodyBuilder answer(ReportStatus status, HttpStatus code) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(code).cacheControl(CacheControl.noStore());
        return status.isEnd() ? answer : answer.header(HttpHeaders.RETRY_AFTER, LOOK_AGAIN);
    }

    private static JobId parsed(String id) {
        try {
            return JobId.parse(id);
        } catch (InvalidJobException malformed) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "INVALID_ID", "That is no id of a report, which is a UUID.");
        }
    }

    private ReportStatus found(JobId id) {
        return jobs.status(id)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "UNKNOWN_REPORT",
                        "There is no report " + id + ", or it is kept no longer: POST /api/reports begins another."));
    }
}
