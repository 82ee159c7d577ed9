package dev.headroom.examples.musicstore.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds up sales, in one short transaction for each month, or in the one that there is. */
@Component
class MonthlyRevenue {

    private static final String BY_GENRE = """
            select coalesce(genre.name, 'No genre') as genre, sum(line.unit_price * line.quantity) as revenue
            from invoice
            join invoice_line line on line.invoice_id = invoice.invoice_id
            join track on track.track_id = line.track_id
            left join genre on genre.genre_id = track.genre_id
            where invoice.invoice_date >= ? and invoice.invoice_date < ?
            group by 1
            order by 2 desc, 1
            """;

    private final JdbcClient jdbc;

    MonthlyRevenue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    MonthRevenue of(YearMonth month) {
        long start = System.nanoTime();
        List<GenreRevenue> genres = byGenre(month.atDay(1), month.plusMonths(1).atDay(1));
        GenreRevenue best = genres.isEmpty() ? new GenreRevenue("", BigDecimal.ZERO) : genres.get(0);
        BigDecimal revenue = genres.stream().map(GenreRevenue::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        return new MonthRevenue(month.getMonthValue(), revenue, best.genre(), best.revenue(), milliseconds);
    }

    private List<GenreRevenue> byGenre(LocalDate from, LocalDate until) {
        return jdbc.sql(BY_GENRE)
                .param(from.atStartOfDay())
                .param(until.atStartOfDay())
                .query(GenreRevenue.class)
                .list();
    }

    /** The last one in which anything was sold. */
    @Transactional(readOnly = true)
    int latestYear() {
        return jdbc.sql("select extract(year from max(invoice_date))::int from invoice")
                .query(Integer.class)
                .single();
    }

    /** A row. */
    record GenreRevenue(String genre, BigDecimal revenue) {}
}
