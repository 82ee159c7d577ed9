package dev.headroom.benchmarks.projection;

import dev.headroom.projection.Projection;
import dev.headroom.projection.ProjectionQuery;
import dev.headroom.projection.jackson.JsonRows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** This library, filtered by text and by criteria: Hibernate keeps the translation of text only. */
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
                list("headroom", projection, HeadroomProducts::byText, rows),
                list("headroom-criteria", projection, HeadroomProducts::byCriteria, rows));
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

    List<Contender> writers(ProductShape<?> shape, int rows) {
        Projection<Product, ?> projection = Objects.requireNonNull(projections.get(shape));
        return List.of(
                write("headroom", projection, HeadroomProducts::byText, rows),
                write("headroom-criteria", projection, HeadroomProducts::byCriteria, rows));
    }

    private <V> Contender write(
            String name,
            Projection<Product, V> projection,
            UnaryOperator<ProjectionQuery<Product, V>> filter,
            int rows) {
        return new Contender(name, () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                filter.apply(projection.query(entityManager))
                        .orderBy("id")
                        .limit(rows)
                        .writeTo(JsonRows.array(bytes));
            }
            return JdbcProducts.json(bytes);
        });
    }

    private static <V> ProjectionQuery<Product, V> byText(ProjectionQuery<Product, V> query) {
        return query.where("e.id > :after", Map.of("after", ProductTable.AFTER));
    }

    private static <V> ProjectionQuery<Product, V> byCriteria(ProjectionQuery<Product, V> query) {
        return query.where((product, cb) -> cb.greaterThan(product.get("id"), ProductTable.AFTER));
    }
}
