package dev.headroom.benchmarks.projection;

import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.projection.Contender.Answer;
import dev.headroom.benchmarks.projection.Contender.Call;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.TcpProxy;
import dev.headroom.testsupport.TcpProxy.Direction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;

/** What a list costs that does not depend on the machine. */
final class ProjectionCosts implements AutoCloseable {

    /** Until the driver has prepared the statements on the server, which shortens what it sends. */
    private static final int CALLS_BEFORE_BYTES = 8;

    /** More rows than this are read but once: what the driver sends is nothing beside them. */
    private static final int MANY_ROWS = 10_000;

    private final RecordingDataSource recording;
    private final ProjectionContenders recorded;
    private final ProjectionContenders proxied;
    private final TcpProxy proxy;

    /**
     * For contenders on one database.
     *
     * @param proxied on connections that lead through the proxy; not closed by this class
     */
    ProjectionCosts(DataSource dataSource, TcpProxy proxy, ProjectionContenders proxied) {
        this.recording = new RecordingDataSource(dataSource);
        this.recorded = new ProjectionContenders(recording);
        this.proxied = proxied;
        this.proxy = proxy;
    }

    /** The costs of each contender that returns what is expected. */
    Map<String, Map<Metric, Double>> of(Comparison comparison) throws Exception {
        Map<String, Map<Metric, Double>> costs = new LinkedHashMap<>();
        for (Contender contender : comparison.contenders().apply(recorded)) {
            recording.clear();
            Answer answer = contender.call().read();
            if (answer.value().equals(comparison.expected())) {
                costs.put(contender.name(), of(answer, recording.statements().size()));
            }
        }
        for (Contender contender : comparison.contenders().apply(proxied)) {
            Map<Metric, Double> cost = costs.get(contender.name());
            if (cost != null) {
                cost.put(Metric.BYTES, bytes(contender.call(), comparison.rows()));
            }
        }
        return costs;
    }

    private static Map<Metric, Double> of(Answer answer, int statements) throws IOException {
        Map<Metric, Double> costs = new EnumMap<>(Metric.class);
        costs.put(Metric.STATEMENTS, (double) statements);
        if (answer instanceof MemberLists.Json json) {
            costs.put(Metric.ANSWER, (double) json.bytes().length);
            costs.put(Metric.ANSWER_GZIP, (double) gzip(json.bytes()));
        }
        return costs;
    }

    private static int gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.size();
    }

    private double bytes(Call call, int rows) throws Exception {
        for (int before = 0; before < CALLS_BEFORE_BYTES && rows <= MANY_ROWS; before++) {
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
