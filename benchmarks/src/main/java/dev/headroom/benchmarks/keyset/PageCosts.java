package dev.headroom.benchmarks.keyset;

import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.keyset.PageContender.PageCall;
import dev.headroom.benchmarks.keyset.ReadingTable.ExpectedPage;
import dev.headroom.testsupport.PostgresPlan;
import dev.headroom.testsupport.RecordedStatement;
import dev.headroom.testsupport.RecordingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What the database does for a page, by the plans of the very statements that the contender sent. */
final class PageCosts implements AutoCloseable {

    private final DataSource dataSource;
    private final RecordingDataSource recording;
    private final PageContenders contenders;

    PageCosts(DataSource dataSource) {
        this.dataSource = dataSource;
        this.recording = new RecordingDataSource(dataSource);
        this.contenders = new PageContenders(recording);
    }

    /** The costs of each contender that returns the expected rows. */
    Map<String, Map<Metric, Double>> of(ExpectedPage expected) throws Exception {
        Map<String, Map<Metric, Double>> costs = new LinkedHashMap<>();
        for (PageContender contender : contenders.paging(expected.position().order())) {
            PageCall call = contender.at(expected.position());
            recording.clear();
            List<String> rows = call.read().stream().map(Reading::toString).toList();
            if (rows.equals(expected.rows())) {
                costs.put(contender.name(), of(recording.statements()));
            }
        }
        return costs;
    }

    private Map<Metric, Double> of(List<RecordedStatement> statements) throws SQLException {
        long buffers = 0;
        long rows = 0;
        try (Connection connection = dataSource.getConnection()) {
            for (RecordedStatement statement : statements) {
                PostgresPlan plan = statement.explain(connection);
                buffers += plan.buffers();
                rows += plan.rowsRead();
            }
        }
        Map<Metric, Double> costs = new EnumMap<>(Metric.class);
        costs.put(Metric.BUFFERS, (double) buffers);
        costs.put(Metric.ROWS, (double) rows);
        costs.put(Metric.STATEMENTS, (double) statements.size());
        return costs;
    }

    @Override
    public void close() {
        contenders.close();
    }
}
