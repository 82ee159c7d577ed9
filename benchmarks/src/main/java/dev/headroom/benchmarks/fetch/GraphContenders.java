package dev.headroom.benchmarks.fetch;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.cfg.FetchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** All contenders on one data source. */
final class GraphContenders implements AutoCloseable {

    static final Class<?>[] ENTITIES = {
        Purchase.class, Customer.class, Country.class, Item.class, Product.class, Category.class, Shipment.class
    };

    /** Enough for all owners of a page in one statement. */
    private static final int BATCH_SIZE = 100;

    private final EntityManagerFactory plain;
    private final EntityManagerFactory batching;
    private final List<GraphContender> all = new ArrayList<>();

    GraphContenders(DataSource dataSource) {
        plain = open(dataSource, Map.of());
        batching = open(dataSource, Map.of(FetchSettings.DEFAULT_BATCH_FETCH_SIZE, BATCH_SIZE));
        all.add(new JdbcReads(dataSource));
        all.add(HeadroomReads.of(plain));
        all.addAll(HibernateReads.all(plain, batching));
        all.addAll(BlazeReads.all(plain));
        all.add(new JooqMultisets(dataSource));
    }

    private static EntityManagerFactory open(DataSource dataSource, Map<String, Object> settings) {
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("headroom-benchmark");
        configuration
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource)
                .properties(settings);
        for (Class<?> entity : ENTITIES) {
            configuration.managedClass(entity);
        }
        return configuration.createEntityManagerFactory();
    }

    /** The factory of all that need no setting of Hibernate. */
    EntityManagerFactory plain() {
        return plain;
    }

    GraphContender named(String name) {
        return all.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<GraphContender> all() {
        return all;
    }

    @Override
    public void close() {
        plain.close();
        batching.close();
    }
}
