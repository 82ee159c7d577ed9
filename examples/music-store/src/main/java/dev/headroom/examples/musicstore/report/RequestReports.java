package dev.headroom.examples.musicstore.report;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes a report as many applications do: within the request, in one transaction. */
@Component
class RequestReports {

    private final MonthlyRevenue revenue;

    RequestReports(MonthlyRevenue revenue) {
        this.revenue = revenue;
    }

    @Transactional(readOnly = true)
    RevenueReport make(ReportRequest request) throws InterruptedException {
        long start = System.nanoTime();
        List<MonthRevenue> months = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            months.add(revenue.of(YearMonth.of(request.year(), month)));
            Pause.of(request.pausePerMonth());
        }
        return RevenueReport.of(request.year(), months, Duration.ofNanos(System.nanoTime() - start));
    }
}
