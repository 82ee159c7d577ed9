package dev.headroom.examples.musicstore.report;

import java.time.Duration;

/**
 * What a report is of. It is stored with the job.
 *
 * @param year whose sales
 * @param milliseconds that the report takes longer than this store's data do, as if there were more of them
 */
record ReportRequest(int year, int milliseconds) {

    private static final int MONTHS = 12;

    Duration pausePerMonth() {
        return Duration.ofMillis(milliseconds).dividedBy(MONTHS);
    }
}
