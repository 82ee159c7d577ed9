package dev.headroom.examples.musicstore.report;

import dev.headroom.examples.musicstore.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What may be asked for. */
@Component
final class ReportTerms {

    static final String LONG = "10000";

    private static final int MOST_MILLISECONDS = 10_000;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    private final MonthlyRevenue revenue;

    ReportTerms(MonthlyRevenue revenue) {
        this.revenue = revenue;
    }

    /** A year of null is the last one in which anything was sold. */
    ReportRequest request(@Nullable Integer year, int milliseconds) {
        check("milliseconds", milliseconds, 0, MOST_MILLISECONDS);
        if (year != null) {
            check("year", year, FIRST_YEAR, LAST_YEAR);
        }
        return new ReportRequest(year == null ? revenue.latestYear() : year, milliseconds);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "OUT_OF_RANGE",
                    name + " is " + value + ", and must be between " + least + " and " + most + ".");
        }
    }
}
