package dev.headroom.examples.musicstore.compare;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much is in the store. Counted once, when it was filled: nothing is added afterwards. */
@Component
final class StoreSummary {

    record Counts(int tracks, int invoiceLines, String source) {}

    private final JdbcClient jdbc;

    StoreSummary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Counts counts() {
        return jdbc.sql("select tracks, invoice_lines, source from data_origin")
                .query(Counts.class)
                .single();
    }
}
