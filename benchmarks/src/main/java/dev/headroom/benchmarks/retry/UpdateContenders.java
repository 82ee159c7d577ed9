package dev.headroom.benchmarks.retry;

import dev.headroom.testsupport.EntityManagerFactories;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** All contenders on one data source, where the table is made. */
final class UpdateContenders implements AutoCloseable {

    /** Nobody shall be fast because it gives up. */
    static final int ENOUGH_ATTEMPTS = 10_000;

    private final EntityManagerFactory entityManagers;
    private final List<UpdateContender> all = new ArrayList<>();

    UpdateContenders(DataSource dataSource) {
        entityManagers = EntityManagerFactories.create(dataSource, Account.class);
        all.add(new JdbcCompareAndSet(dataSource));
        all.addAll(HeadroomUpdates.all(entityManagers));
        all.addAll(JdbcLocks.all(dataSource));
        all.add(new SpringRetries(entityManagers));
    }

    List<UpdateContender> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
