package dev.headroom.benchmarks.fetch;

import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.fetch.GraphContender.GraphCall;
import dev.headroom.testsupport.RecordedStatement;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.TcpProxy;
import dev.headroom.testsupport.TcpProxy.Direction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What a page costs that does not depend on the machine. */
final class GraphCosts implements AutoCloseable {

    /** Until the driver has prepared the statements on the server, which shortens what it sends. */
    private static final int CALLS_BEFORE_BYTES = 8;

    private final DataSource dataSource;
    private final RecordingDataSource recording;
    private final GraphContenders recorded;
    private final GraphContenders proxied;
    private final TcpProxy proxy;

    /**
     * For contenders on one database.
     *
     * @param proxied on connections that lead through the proxy; not closed by this class
     */
    GraphCosts(DataSource dataSource, TcpProxy proxy, GraphContenders proxied) {
        this.dataSource = dataSource;
        this.recording = new RecordingDataSource(dataSource);
        this.recorded = new GraphContenders(recording);
        this.proxied = proxied;
        this.proxy = proxy;
    }

    /** The costs of each contender that returns what is expected. */
    Map<String, Map<Metric, Double>> of(PurchasePage page, List<PurchaseGraph> expected) throws Exception {
        Map<String, Map<Metric, Double>> costs = new LinkedHashMap<>();
        for (GraphContender contender : recorded.all()) {
            GraphCall call = contender.at(page);
            recording.clear();
            List<PurchaseGraph> graphs = call.read().graphs();
            if (graphs.equals(expected)) {
                costs.put(contender.name(), of(recording.statements()));
            }
        }
        for (GraphContender contender : proxied.all()) {
            Map<Metric, Double> cost = costs.get(contender.name());
            if (cost != null) {
                cost.put(Metric.BYTES, bytes(contender.at(page)));
            }
        }
        return costs;
    }

    private Map<Metric, Double> of(List<RecordedStatement> statements) throws SQLException {
        long rows = 0;
        try (Connection connection = dataSource.getConnection()) {
            for (RecordedStatement statement : statements) {
                rows += statement.explain(connection).rows();
            }
        }
        Map<Metric, Double> costs = new EnumMap<>(Metric.class);
        costs.put(Metric.STATEMENTS, (double) statements.size());
        costs.put(Metric.ROWS_SENT, (double) rows);
        return costs;
    }

    private double bytes(GraphCall call) throws Exception {
        for (int before = 0; before < CALLS_BEFORE_BYTES; before++) {
            call.read();
        }
        long start = carried();
        call.read();
        return carried() - start;
    }

    private long carried() {
        return proxy.bytes(Direction.TO_SERVER) + proxy.bytes(Direction.TO_CLIENT);
    }

    @Override
    public void close() {
        recorded.close();
    }
}
