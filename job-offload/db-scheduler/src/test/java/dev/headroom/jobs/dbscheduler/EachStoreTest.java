package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.testsupport.EachDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/** Two engines on an emptied store for each test, as of two processes. Subclasses are {@link EachDatabase}. */
abstract class EachStoreTest {

    @Parameter
    TestStore store;

    EngineBench bench;

    @BeforeEach
    void open() {
        store.clear();
        bench = new EngineBench(store.engine(), store.engine(), store.dataSource);
    }

    @AfterEach
    void close() {
        bench.close();
    }
}
