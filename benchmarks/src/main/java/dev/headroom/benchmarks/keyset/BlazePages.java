package dev.headroom.benchmarks.keyset;

import com.blazebit.persistence.Criteria;
import com.blazebit.persistence.CriteriaBuilder;
import com.blazebit.persistence.CriteriaBuilderFactory;
import com.blazebit.persistence.DefaultKeyset;
import com.blazebit.persistence.DefaultKeysetPage;
import com.blazebit.persistence.Keyset;
import com.blazebit.persistence.KeysetPage;
import dev.headroom.benchmarks.keyset.PageKey.Trait;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blaze-Persistence's keyset pagination. */
final class BlazePages implements PageContender {

    private static final int ROWS = PAGE_SIZE + 1;

    /** Any page but the first: only its distance from the page that is read counts. */
    private static final int FIRST_RESULT = 10 * ROWS;

    private final EntityManagerFactory entityManagers;
    private final CriteriaBuilderFactory criteria;

    BlazePages(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
        this.criteria = Criteria.getDefault().createCriteriaBuilderFactory(entityManagers);
    }

    @Override
    public String name() {
        return "blaze-persistence";
    }

    @Override
    public PageCall at(PagePosition position) {
        Reading last = position.last();
        KeysetPage neighbour = last == null ? null : neighbour(position, last);
        // Without a page beside it, the last page is the first one of the reverse order.
        PageDirection sorted = last == null ? position.direction() : PageDirection.FORWARD;
        return () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                List<Reading> rows = page(sorted(position.order(), sorted, entityManager), position, neighbour);
                return sorted == PageDirection.FORWARD && !position.forward()
                        ? rows.subList(Math.max(0, rows.size() - PAGE_SIZE), rows.size())
                        : sorted.page(rows);
            }
        };
    }

    private static List<Reading> page(
            CriteriaBuilder<Reading> query, PagePosition position, @Nullable KeysetPage neighbour) {
        if (neighbour == null) {
            return query.page(0, ROWS)
                    .withKeysetExtraction(true)
                    .withCountQuery(false)
                    .getResultList();
        }
        return query.page(neighbour, FIRST_RESULT + (position.forward() ? ROWS : -ROWS), ROWS)
                .withCountQuery(false)
                .getResultList();
    }

    private CriteriaBuilder<Reading> sorted(PageOrder order, PageDirection direction, EntityManager entityManager) {
        CriteriaBuilder<Reading> query = criteria.create(entityManager, Reading.class, "r");
        for (PageKey key : order.keys()) {
            boolean nullsFirst = key.is(Trait.NULLS_LAST) && direction == PageDirection.BACKWARD;
            query.orderBy(expression(key), key.ascending(direction), nullsFirst);
        }
        return query;
    }

    private static String expression(PageKey key) {
        return key.is(Trait.IGNORING_CASE) ? "LOWER(r." + key.path() + ")" : "r." + key.path();
    }

    private static KeysetPage neighbour(PagePosition position, Reading last) {
        Keyset keyset = new DefaultKeyset(position.values(last).toArray(Serializable[]::new));
        return new DefaultKeysetPage(FIRST_RESULT, ROWS, keyset, keyset);
    }
}
