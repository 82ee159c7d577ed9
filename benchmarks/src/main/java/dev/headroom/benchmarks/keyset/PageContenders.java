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
        entityManagers = EntityManagerFactories.open(dataSource, Reading.class, Sensor.class);
        all = List.of(
                new JdbcKeysetPages(dataSource),
                new HeadroomPages(entityManagers),
                new BlazePages(entityManagers),
                new JooqSeekPages(dataSource),
                new SpringWindowPages(entityManagers),
                new HibernateKeyedPages(entityManagers),
                new OffsetPages(entityManagers));
    }

    List<PageContender> paging(PageOrder order) {
        return all.stream().filter(contender -> contender.expresses(order)).toList();
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
