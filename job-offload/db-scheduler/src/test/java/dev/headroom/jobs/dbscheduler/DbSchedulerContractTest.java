package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.contract.ClaimsContract;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.ForeignCodeContract;
import dev.headroom.jobs.contract.HandlersContract;
import dev.headroom.jobs.contract.JobStoreContract;
import dev.headroom.jobs.contract.KeysContract;
import dev.headroom.jobs.contract.ProgressContract;
import dev.headroom.jobs.contract.RacesContract;
import dev.headroom.jobs.contract.RetriesContract;
import dev.headroom.jobs.contract.RunsContract;
import dev.headroom.jobs.contract.ShutdownContract;
import dev.headroom.jobs.contract.TransactionsContract;
import dev.headroom.jobs.contract.UniqueContract;
import dev.headroom.testsupport.EachDatabase;

/** The contract of engines, on each database. */
@EachDatabase
class DbSchedulerContractTest extends EachStoreTest
        implements ClaimsContract,
                ForeignCodeContract,
                HandlersContract,
                KeysContract,
                JobStoreContract,
                ProgressContract,
                RacesContract,
                RetriesContract,
                RunsContract,
                ShutdownContract,
                TransactionsContract,
                UniqueContract {

    @Override
    public EngineBench bench() {
        return bench;
    }
}
