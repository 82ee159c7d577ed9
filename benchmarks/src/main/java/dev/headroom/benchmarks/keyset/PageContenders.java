package dev.headroom.benchmarks.keyset;

import dev.headroom.testsupport.EntityManagerFactories;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import javax.sql.DataSource;

/** All contenders on one data source. */
final class PageContenders implements AutoCloseable {

    private final EntityManagerFactory entityManagers;
    private final List<PageContender> all;

    PageContenders(DataSource dataSource) {
        entityManagers = EntityManagerFactories.open(dataSource, Reading.class);
        all = List.of(
                new JdbcKeysetPages(dataSource), new HeadroomPages(entityManagers), new OffsetPages(entityManagers));
    }

    List<PageContender> all() {
        return all;
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
