package dev.headroom.benchmarks.projection;

import dev.headroom.projection.Projection;
import dev.headroom.projection.ProjectionQuery;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** This library, with the filter of all others, and without: all rows are behind it. */
final class HeadroomProducts {

    private final EntityManagerFactory entityManagers;
    private final Map<ProductShape<?>, Projection<Product, ?>> projections = new HashMap<>();

    HeadroomProducts(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
        ProductShape.ALL.forEach(shape -> projections.put(
                shape, Projection.of(Product.class, shape.record()).build(entityManagers)));
    }

    List<Contender> lists(ProductShape<?> shape, int rows) {
        Projection<Product, ?> projection = Objects.requireNonNull(projections.get(shape));
        return List.of(
                list("headroom", projection, HeadroomProducts::filtered, rows),
                list("headroom-unfiltered", projection, query -> query, rows));
    }

    private <V> Contender list(
            String name,
            Projection<Product, V> projection,
            UnaryOperator<ProjectionQuery<Product, V>> filter,
            int rows) {
        return new Contender(name, () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                List<V> records = filter.apply(projection.query(entityManager))
                        .orderBy("id")
                        .limit(rows)
                        .list();
                return () -> records;
            }
        });
    }

    private static <V> ProjectionQuery<Product, V> filtered(ProjectionQuery<Product, V> query) {
        return query.where((product, cb) -> cb.greaterThan(product.get("id"), ProductTable.AFTER));
    }
}
