package dev.headroom.keyset;

import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.zoo.MappingsColumn;
import dev.headroom.testsupport.zoo.Zoo;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A walk in any order, by any page size, in both directions, has the rows that the database sorts, on every mapping. */
@ExtendWith(ServersExtension.class)
class ZooWalkTest {

    @TestFactory
    Stream<DynamicNode> walksAsTheDatabaseSorts(Servers servers) {
        System.out.println("headroom.seed=" + ZooWalk.SEED);
        MappingsColumn column = new MappingsColumn("keyset-pagination", Path.of("../../docs/mappings.md"));
        return Zoo.tests(servers, column, ZooWalk::check);
    }

    @TestFactory
    Stream<DynamicNode> walksOverRandomMappings(Servers servers) {
        return Zoo.randomTests(servers, 3000, ZooWalk::check);
    }
}
