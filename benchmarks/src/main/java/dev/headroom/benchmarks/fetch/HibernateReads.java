package dev.headroom.benchmarks.fetch;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Subgraph;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** What Hibernate itself has to read a graph. */
final class HibernateReads {

    private static final String PAGE = "from Purchase p where p.id > :after order by p.id";
    private static final String PAGE_WITH_CUSTOMERS =
            "from Purchase p join fetch p.customer c join fetch c.country" + " where p.id > :after order by p.id";

    private HibernateReads() {}

    /**
     * All contenders.
     *
     * @param plain with Hibernate's defaults
     * @param batching with {@code hibernate.default_batch_fetch_size}
     */
    static List<GraphContender> all(EntityManagerFactory plain, EntityManagerFactory batching) {
        return List.of(
                new EntityReads(
                        "lazy", plain, (entityManager, page) -> touched(query(entityManager, PAGE, page), page)),
                new EntityReads(
                        "batch-size",
                        batching,
                        (entityManager, page) -> touched(query(entityManager, PAGE_WITH_CUSTOMERS, page), page)),
                new EntityReads("subselect", batching, HibernateReads::subselect),
                new EntityReads("entity-graph", plain, HibernateReads::entityGraph),
                new EntityReads("two-queries", plain, HibernateReads::twoQueries));
    }

    private static TypedQuery<Purchase> query(EntityManager entityManager, String query, PurchasePage page) {
        return entityManager
                .createQuery(query, Purchase.class)
                .setParameter("after", page.after())
                .setMaxResults(PurchasePage.SIZE);
    }

    /** Uses what is lazy, as an application would that did not plan for it. */
    private static List<Purchase> touched(TypedQuery<Purchase> query, PurchasePage page) {
        List<Purchase> purchases = query.getResultList();
        for (Purchase purchase : purchases) {
            Hibernate.initialize(purchase.getCustomer().getCountry());
            Hibernate.initialize(purchase.getShipments());
            for (Item item : purchase.getItems()) {
                if (page.load().products()) {
                    Hibernate.initialize(item.getProduct().getCategory());
                }
            }
        }
        return purchases;
    }

    /** Collections by subselect; there is none for to-one associations, so products come in batches. */
    private static List<Purchase> subselect(EntityManager entityManager, PurchasePage page) {
        entityManager.unwrap(Session.class).setSubselectFetchingEnabled(true);
        return touched(query(entityManager, PAGE_WITH_CUSTOMERS, page), page);
    }

    private static List<Purchase> entityGraph(EntityManager entityManager, PurchasePage page) {
        EntityGraph<Purchase> graph = entityManager.createEntityGraph(Purchase.class);
        graph.addSubgraph("customer").addAttributeNodes("country");
        graph.addAttributeNodes("shipments");
        Subgraph<Item> items = graph.addSubgraph("items");
        if (page.load().products()) {
            items.addSubgraph("product").addAttributeNodes("category");
        }
        return query(entityManager, PAGE, page)
                .setHint("jakarta.persistence.fetchgraph", graph)
                .getResultList();
    }

    /** The ids of the page, then a query with {@code join fetch} for each collection, so that none multiplies the other. */
    private static List<Purchase> twoQueries(EntityManager entityManager, PurchasePage page) {
        List<Long> ids = entityManager
                .createQuery("select p.id " + PAGE, Long.class)
                .setParameter("after", page.after())
                .setMaxResults(PurchasePage.SIZE)
                .getResultList();
        String products = page.load().products() ? " left join fetch i.product o left join fetch o.category" : "";
        List<Purchase> purchases = entityManager
                .createQuery(
                        "from Purchase p join fetch p.customer c join fetch c.country left join fetch p.items i"
                                + products + " where p.id in :ids order by p.id",
                        Purchase.class)
                .setParameter("ids", ids)
                .getResultList();
        entityManager
                .createQuery("from Purchase p left join fetch p.shipments where p.id in :ids", Purchase.class)
                .setParameter("ids", ids)
                .getResultList();
        return purchases;
    }
}
