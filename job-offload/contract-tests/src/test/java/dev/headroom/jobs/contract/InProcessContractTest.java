package dev.headroom.jobs.contract;

import dev.headroom.jobs.memory.InProcessEngine;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engine in memory. There is no other process; the application's table is in H2. */
@ExtendWith(ServersExtension.class)
class InProcessContractTest
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
                UniqueContract {

    private EngineBench bench;

    @BeforeEach
    void open(Servers servers) throws SQLException {
        DataSource dataSource = servers.database(DatabaseKind.H2).dataSource();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("create table effects (name varchar(100))");
        }
        InProcessEngine engine = InProcessEngine.builder().limit("narrow", 5).build();
        bench = new EngineBench(engine, engine, dataSource);
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
