package dev.headroom.benchmarks.projection;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** What Hibernate itself has for a list of records. */
final class HibernateProducts {

    private static final String WHERE = " where p.id > :after order by p.id";

    private final EntityManagerFactory entityManagers;

    HibernateProducts(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
    }

    <V extends Record> List<Contender> lists(ProductShape<V> shape, int rows) {
        return List.of(entities(shape, rows), entityGraph(shape, rows), selectNew(shape, rows));
    }

    /** Makers are lazy, as they should be, and so are read one by one. */
    private <V extends Record> Contender entities(ProductShape<V> shape, int rows) {
        return new Contender("entities-mapstruct", () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                List<V> records = mapped(shape, query(entityManager, "from Product p", Product.class, rows));
                return () -> records;
            }
        });
    }

    private <V extends Record> Contender entityGraph(ProductShape<V> shape, int rows) {
        return new Contender("entity-graph-mapstruct", () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                EntityGraph<Product> graph = entityManager.createEntityGraph(Product.class);
                graph.addAttributeNodes("maker");
                List<V> records = mapped(
                        shape,
                        query(entityManager, "from Product p", Product.class, rows)
                                .setHint("jakarta.persistence.loadgraph", graph));
                return () -> records;
            }
        });
    }

    private static <V extends Record> List<V> mapped(ProductShape<V> shape, TypedQuery<Product> query) {
        return query.getResultList().stream().map(shape.mapper()).toList();
    }

    private <V extends Record> Contender selectNew(ProductShape<V> shape, int rows) {
        String select = selectNew(shape);
        return new Contender("select-new", () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                List<V> records =
                        query(entityManager, select, shape.record(), rows).getResultList();
                return () -> records;
            }
        });
    }

    /** Records, which Jackson writes. */
    <V extends Record> Contender write(ProductShape<V> shape, int rows) {
        String select = selectNew(shape);
        return new Contender("select-new-databind", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                List<V> records =
                        query(entityManager, select, shape.record(), rows).getResultList();
                ProductTable.JSON.writeValue(bytes, records);
            }
            return JdbcProducts.json(bytes);
        });
    }

    private static String selectNew(ProductShape<?> shape) {
        return "select new " + shape.record().getName() + "(" + shape.selection()
                + ") from Product p left join p.maker m";
    }

    private static <T> TypedQuery<T> query(EntityManager entityManager, String text, Class<T> type, int rows) {
        return entityManager
                .createQuery(text + WHERE, type)
                .setParameter("after", ProductTable.AFTER)
                .setMaxResults(rows);
    }
}
