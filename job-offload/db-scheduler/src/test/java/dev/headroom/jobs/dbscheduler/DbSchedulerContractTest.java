package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.contract.ClaimsContract;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.HandlersContract;
import dev.headroom.jobs.contract.KeysContract;
import dev.headroom.jobs.contract.LedgerContract;
import dev.headroom.jobs.contract.RacesContract;
import dev.headroom.jobs.contract.RetriesContract;
import dev.headroom.jobs.contract.RunsContract;
import dev.headroom.jobs.contract.ShutdownContract;
import dev.headroom.jobs.contract.TransactionsContract;
import dev.headroom.jobs.contract.UniqueContract;
import dev.headroom.testsupport.EachDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/** The contract of engines, on each database. */
@EachDatabase
class DbSchedulerContractTest
        implements ClaimsContract,
                HandlersContract,
                KeysContract,
                LedgerContract,
                RacesContract,
                RetriesContract,
                RunsContract,
                ShutdownContract,
                TransactionsContract,
                UniqueContract {

    @Parameter
    JobStore store;

    private EngineBench bench;

    @BeforeEach
    void open() {
        store.clear();
        bench = new EngineBench(store.engine(), store.engine(), store.dataSource);
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
