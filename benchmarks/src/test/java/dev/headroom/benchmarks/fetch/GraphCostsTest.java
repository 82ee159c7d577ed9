package dev.headroom.benchmarks.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.benchmarks.Metric;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.TcpProxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a page of 50 purchases with 20 items and 10 shipments each costs, whatever the machine. */
@ExtendWith(ServersExtension.class)
class GraphCostsTest {

    private static GraphTables tables;
    private static TcpProxy proxy;
    private static GraphContenders proxied;
    private static GraphCosts costs;

    @BeforeAll
    static void open(Servers servers) throws Exception {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        tables = new GraphTables(database.dataSource(), new GraphShape(Load.CHAINS, 20, 10, 400), 150);
        proxy = database.openProxy();
        proxied = new GraphContenders(database.dataSourceThrough(proxy));
        costs = new GraphCosts(database.dataSource(), proxy, proxied);
    }

    @AfterAll
    static void close() {
        costs.close();
        proxied.close();
        proxy.close();
    }

    @Test
    void readsTwoCollectionsByThreeStatementsAndHardlyMoreBytesThanByHand() throws Exception {
        Map<String, Map<Metric, Double>> counted = costs(Load.COLLECTIONS);

        assertThat(counted).hasSize(11);
        assertThat(cost(counted, "headroom", Metric.STATEMENTS)).isEqualTo(3);
        assertThat(cost(counted, "headroom", Metric.ROWS_SENT)).isEqualTo(50 + 1_000 + 500);
        assertThat(cost(counted, "headroom", Metric.BYTES)).isLessThan(1.1 * cost(counted, "floor", Metric.BYTES));
        assertThat(cost(counted, "entity-graph", Metric.BYTES))
                .isGreaterThan(50 * cost(counted, "headroom", Metric.BYTES));
    }

    @Test
    void joinsAChainBeneathACollectionToItsStatement() throws Exception {
        Map<String, Map<Metric, Double>> counted = costs(Load.CHAINS);

        assertThat(counted).hasSize(11);
        assertThat(cost(counted, "headroom", Metric.STATEMENTS)).isEqualTo(3);
        assertThat(cost(counted, "headroom", Metric.BYTES)).isLessThan(2 * cost(counted, "floor", Metric.BYTES));
    }

    /** Otherwise the scenario would publish times of whoever returns less. */
    @Test
    void givesNoFiguresToContendersThatReturnSomethingElse() throws Exception {
        PurchasePage page = new PurchasePage(Load.COLLECTIONS, PurchasePage.SIZE);
        List<PurchaseGraph> others = tables.expected(new PurchasePage(Load.COLLECTIONS, PurchasePage.SIZE + 1));

        assertThat(costs.of(page, others)).isEmpty();
    }

    private static Map<String, Map<Metric, Double>> costs(Load load) throws Exception {
        PurchasePage page = new PurchasePage(load, PurchasePage.SIZE);
        return costs.of(page, tables.expected(page));
    }

    private static double cost(Map<String, Map<Metric, Double>> costs, String contender, Metric metric) {
        return Objects.requireNonNull(
                Objects.requireNonNull(costs.get(contender)).get(metric));
    }
}
