package dev.headroom.benchmarks.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.benchmarks.Metric;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.TcpProxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists cost, whatever the machine. */
@ExtendWith(ServersExtension.class)
class ProjectionCostsTest {

    private static final int ROWS = 50;

    private static ProductTable products;
    private static CartTables carts;
    private static TcpProxy proxy;
    private static ProjectionContenders proxied;
    private static ProjectionCosts costs;

    @BeforeAll
    static void open(Servers servers) throws Exception {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        EntityManagerFactories.create(database.dataSource(), ProjectionContenders.ENTITIES)
                .close();
        products = new ProductTable(database.dataSource(), 2 * ROWS);
        carts = new CartTables(database.dataSource(), 2 * ROWS, 3);
        MemberTable.fill(database.dataSource());
        proxy = database.openProxy();
        proxied = new ProjectionContenders(database.dataSourceThrough(proxy));
        costs = new ProjectionCosts(database.dataSource(), proxy, proxied);
    }

    @AfterAll
    static void close() {
        costs.close();
        proxied.close();
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void listsByOneStatementAndTheBytesOfTheFloor(int index) throws Exception {
        ProductShape<?> shape = ProductShape.ALL.get(index);
        Map<String, Map<Metric, Double>> counted = costs.of(
                new Comparison("", contenders -> contenders.lists(shape, ROWS), products.expected(shape, ROWS), ROWS));

        assertThat(counted).hasSize(10);
        for (String ours : List.of("headroom", "headroom-criteria")) {
            assertThat(cost(counted, ours, Metric.STATEMENTS)).isEqualTo(1);
            assertThat(cost(counted, ours, Metric.BYTES)).isLessThan(1.05 * cost(counted, "floor", Metric.BYTES));
        }
        assertThat(cost(counted, "entities-mapstruct", Metric.STATEMENTS)).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void writesTheBytesOfTheFloor(int index) throws Exception {
        ProductShape<?> shape = ProductShape.ALL.get(index);
        byte[] json = ProductTable.JSON.writeValueAsBytes(products.expected(shape, ROWS));
        Map<String, Map<Metric, Double>> counted = costs.of(
                new Comparison("", contenders -> contenders.writers(shape, ROWS), ByteBuffer.wrap(json), ROWS));

        assertThat(counted).containsOnlyKeys("floor", "headroom", "headroom-criteria", "select-new-databind");
    }

    @Test
    void readsTwoCollectionsByThreeStatements() throws Exception {
        CartPage page = new CartPage(ROWS, true);
        Map<String, Map<Metric, Double>> counted =
                costs.of(new Comparison("", contenders -> contenders.carts(page), carts.expected(page), ROWS));

        assertThat(counted).hasSize(9);
        assertThat(cost(counted, "headroom", Metric.STATEMENTS)).isEqualTo(3);
        assertThat(cost(counted, "lazy", Metric.STATEMENTS)).isEqualTo(1 + 2 * ROWS);
    }

    @Test
    void leavesPicturesInTheDatabase() throws Exception {
        Map<String, Map<Metric, Double>> counted = costs.of(
                new Comparison("", ProjectionContenders::members, MemberTable.expected(), MemberTable.MEMBERS));

        for (Metric bytes : List.of(Metric.BYTES, Metric.ANSWER, Metric.ANSWER_GZIP)) {
            assertThat(100 * cost(counted, "headroom", bytes)).isLessThan(cost(counted, "entities-databind", bytes));
        }
    }

    /** Otherwise the scenario would publish times of whoever returns less. */
    @Test
    void givesNoFiguresToContendersThatReturnSomethingElse() throws Exception {
        ProductShape<?> shape = ProductShape.ITEM;

        assertThat(costs.of(new Comparison(
                        "", contenders -> contenders.lists(shape, ROWS), products.expected(shape, ROWS - 1), ROWS)))
                .isEmpty();
    }

    private static double cost(Map<String, Map<Metric, Double>> costs, String contender, Metric metric) {
        return Objects.requireNonNull(
                Objects.requireNonNull(costs.get(contender)).get(metric));
    }
}
