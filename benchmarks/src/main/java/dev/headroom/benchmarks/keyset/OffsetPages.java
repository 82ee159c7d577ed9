package dev.headroom.benchmarks.keyset;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

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
        String query = "select r from Reading r order by "
                + position.order().orderBy().replace("takenAt", "r.takenAt").replace("id ", "r.id ");
        return () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                List<Reading> page = entityManager
                        .createQuery(query, Reading.class)
                        .setFirstResult(position.depth())
                        .setMaxResults(PAGE_SIZE + 1)
                        .getResultList();
                return page.subList(0, PAGE_SIZE);
            }
        };
    }
}
