package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.contract.ClaimsContract;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.JobStoreContract;
import dev.headroom.jobs.contract.KeysContract;
import dev.headroom.jobs.contract.RacesContract;
import dev.headroom.jobs.contract.RetriesContract;
import dev.headroom.jobs.contract.TransactionsContract;
import dev.headroom.jobs.contract.UniqueContract;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Behind a pool that gives each transaction another session of the server, as PgBouncer in transaction mode. Sessions begin as the server's
 * administrator wants it, here with transactions that see their beginning all along.
 */
@ExtendWith(ServersExtension.class)
class TransactionPoolingContractTest
        implements ClaimsContract,
                KeysContract,
                JobStoreContract,
                RacesContract,
                RetriesContract,
                TransactionsContract,
                UniqueContract {

    private static final int SESSIONS = 12;

    private TransactionPooling pooling;
    private EngineBench bench;

    @BeforeEach
    void open(Servers servers) throws Exception {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        TestStore store = new TestStore(database);
        try (Connection connection = store.dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter database \"" + connection.getCatalog()
                    + "\" set default_transaction_isolation = 'repeatable read'");
        }
        pooling = new TransactionPooling(database, SESSIONS);
        bench = new EngineBench(
                TestStore.builder(pooling.dataSource()).build(),
                TestStore.builder(pooling.dataSource()).build(),
                store.dataSource);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        pooling.close();
    }

    @Override
    public EngineBench bench() {
        return bench;
    }
}
