package dev.headroom.benchmarks.projection;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.repository.Repository;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** Spring Data JPA's projections, which a repository makes of the name of its method. */
final class SpringProducts {

    private final Products products;

    interface Products extends Repository<Product, Long> {

        <T> List<T> findByIdGreaterThanOrderById(long after, Limit limit, Class<T> type);
    }

    SpringProducts(EntityManagerFactory entityManagers) {
        // As Spring would inject it: without a transaction every query has an entity manager of its own.
        products = new JpaRepositoryFactory(SharedEntityManagerCreator.createSharedEntityManager(entityManagers))
                .getRepository(Products.class);
    }

    List<Contender> lists(ProductShape<?> shape, int rows) {
        return List.of(
                new Contender("spring-data-interface", () -> {
                    List<? extends ProductView> views =
                            products.findByIdGreaterThanOrderById(ProductTable.AFTER, Limit.of(rows), shape.view());
                    return () -> views.stream().map(ProductView::record).toList();
                }),
                new Contender("spring-data-record", () -> {
                    List<?> records =
                            products.findByIdGreaterThanOrderById(ProductTable.AFTER, Limit.of(rows), shape.record());
                    return () -> records;
                }));
    }
}
