package dev.headroom.examples.musicstore.report;

import dev.headroom.examples.musicstore.pool.LongRuns;
import dev.headroom.jobs.JobContext;
import dev.headroom.jobs.JobHandler;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes a report as a job. A month that an earlier attempt has added up is not added up again. */
@Component
final class ReportHandler implements JobHandler<ReportRequest, RevenueReport> {

    private final MonthlyRevenue revenue;
    private final LongRuns reportRuns;

    ReportHandler(MonthlyRevenue revenue, LongRuns reportRuns) {
        this.revenue = revenue;
        this.reportRuns = reportRuns;
    }

    @Override
    public RevenueReport run(ReportRequest request, JobContext context) throws Exception {
        List<MonthRevenue> months = new ArrayList<>();
        for (Month month : Month.values()) {
            String name = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            context.progress(months.size(), Month.values().length, name); // ends here if it was cancelled
            months.add(month(YearMonth.of(request.year(), month), request, context));
        }
        return RevenueReport.of(request.year(), months);
    }

    private MonthRevenue month(YearMonth month, ReportRequest request, JobContext context) throws Exception {
        MonthRevenue added = context.step("month-" + month.getMonthValue(), MonthRevenue.class, () -> {
            MonthRevenue sold = reportRuns.call(() -> revenue.of(month));
            Pause.of(request.pausePerMonth());
            return sold;
        });
        return Objects.requireNonNull(added);
    }
}
