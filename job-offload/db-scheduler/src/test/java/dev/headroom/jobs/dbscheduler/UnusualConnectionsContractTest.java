package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.JobStoreContract;
import dev.headroom.jobs.contract.KeysContract;
import dev.headroom.jobs.contract.RetriesContract;
import dev.headroom.jobs.contract.UniqueContract;
import dev.headroom.testsupport.EachDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/** After db-scheduler's NoAutocommitTest: a pool without auto-commit, whose transactions see their beginning all along. */
@EachDatabase
class UnusualConnectionsContractTest implements KeysContract, JobStoreContract, RetriesContract, UniqueContract {

    @Parameter
    TestStore store;

    private EngineBench bench;

    @BeforeEach
    void open() {
        store.clear();
        DataSource unusual = unusual(store.dataSource);
        bench = new EngineBench(
                TestStore.builder(unusual).build(), TestStore.builder(unusual).build(), store.dataSource);
    }

    private static DataSource unusual(DataSource target) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof Connection connection ? unusual(connection) : result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private static Connection unusual(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return connection;
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
