package dev.headroom.jobs.contract;

import dev.headroom.jobs.memory.ManualEngine;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engine for tests, which runs each job when it is enqueued: what needs neither time nor threads. */
@ExtendWith(ServersExtension.class)
class ManualContractTest implements ForeignCodeContract, ProgressContract {

    private EngineBench bench;

    @BeforeEach
    void open(Servers servers) {
        ManualEngine engine = ManualEngine.inline();
        bench = new EngineBench(
                engine, engine, servers.database(DatabaseKind.H2).dataSource());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Override
    public EngineBench bench() {
        return bench;
    }
}
