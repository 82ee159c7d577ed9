package dev.headroom.benchmarks.keyset;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

/** What most applications do: a query with {@code setFirstResult}. */
final class OffsetPages implements PageContender {

    private final EntityManagerFactory entityManagers;

    OffsetPages(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public String name() {
        return "offset";
    }

    @Override
    public PageCall at(PagePosition position) {
        String join = position.order() == PageOrder.JOINED ? " join r.sensor s" : "";
        String query = "select r from Reading r" + join + " order by " + position.sort();
        return () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                return position.direction()
                        .page(entityManager
                                .createQuery(query, Reading.class)
                                .setFirstResult(position.depth())
                                .setMaxResults(PAGE_SIZE + 1)
                                .getResultList());
            }
        };
    }
}
