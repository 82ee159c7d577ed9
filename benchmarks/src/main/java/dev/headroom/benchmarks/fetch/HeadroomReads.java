package dev.headroom.benchmarks.fetch;

import dev.headroom.fetch.FetchPlan;
import dev.headroom.fetch.FetchPlanBuilder;
import jakarta.persistence.EntityManagerFactory;

/** This library, which decides itself what to join. */
final class HeadroomReads {

    private HeadroomReads() {}

    static GraphContender of(EntityManagerFactory entityManagers) {
        FetchPlan<Purchase> collections = collections().build(entityManagers);
        FetchPlan<Purchase> chains =
                collections().fetch("items.product.category").build(entityManagers);
        return new EntityReads(
                "headroom",
                entityManagers,
                (entityManager, page) -> (page.load().products() ? chains : collections)
                        .list(entityManager
                                .createQuery("from Purchase p where p.id > :after order by p.id", Purchase.class)
                                .setParameter("after", page.after())
                                .setMaxResults(PurchasePage.SIZE)));
    }

    private static FetchPlanBuilder<Purchase> collections() {
        return FetchPlan.of(Purchase.class)
                .fetch("customer.country", "items", "shipments")
                .paged();
    }
}
