package dev.headroom.retry;

import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.zoo.MappingsColumn;
import dev.headroom.testsupport.zoo.Zoo;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Updates leave the tables as the same changes through an entity manager do, on every mapping that people have. */
@ExtendWith(ServersExtension.class)
class ZooPatchTest {

    @TestFactory
    Stream<DynamicNode> animals(Servers servers) {
        return Zoo.tests(
                servers,
                new MappingsColumn("optimistic-retry", Path.of("../docs/mappings.md")),
                (store, verdict) -> new ZooComparison(store, verdict).run());
    }

    @TestFactory
    Stream<DynamicNode> mappingsAtRandom(Servers servers) {
        return Zoo.randomTests(servers, 5000, (store, verdict) -> new ZooComparison(store, verdict).run());
    }
}
