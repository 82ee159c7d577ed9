package dev.headroom.benchmarks.fetch;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/** A contender that returns managed entities. */
record EntityReads(String name, EntityManagerFactory entityManagers, PageQuery query) implements GraphContender {

    @FunctionalInterface
    interface PageQuery {

        List<Purchase> list(EntityManager entityManager, PurchasePage page);
    }

    @Override
    public GraphCall at(PurchasePage page) {
        return () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                List<Purchase> purchases = query.list(entityManager, page);
                return () -> PurchaseGraph.of(purchases, page.load());
            }
        };
    }
}
