package dev.headroom.examples.musicstore.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * What was sold in a year.
 *
 * @param year whose sales
 * @param revenue of all months
 * @param months from January
 * @param connectionMilliseconds for which the report held a connection of the store's pool
 */
record RevenueReport(int year, BigDecimal revenue, List<MonthRevenue> months, double connectionMilliseconds) {

    /** Whose months held a connection each. */
    static RevenueReport of(int year, List<MonthRevenue> months) {
        double milliseconds =
                months.stream().mapToDouble(MonthRevenue::milliseconds).sum();
        return new RevenueReport(year, sum(months), months, milliseconds);
    }

    /** Which held one connection all the time. */
    static RevenueReport of(int year, List<MonthRevenue> months, Duration connection) {
        return new RevenueReport(year, sum(months), months, connection.toNanos() / 1e6);
    }

    private static BigDecimal sum(List<MonthRevenue> months) {
        return months.stream().map(MonthRevenue::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
