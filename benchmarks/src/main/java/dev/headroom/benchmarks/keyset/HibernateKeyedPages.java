package dev.headroom.benchmarks.keyset;

import dev.headroom.benchmarks.keyset.PageKey.Trait;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.Nulls;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.KeyedPage;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.hibernate.query.SortDirection;

/** Hibernate's own {@code KeyedPage}, which sorts by attributes of the entity itself. */
final class HibernateKeyedPages implements PageContender {

    private final EntityManagerFactory entityManagers;

    HibernateKeyedPages(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public String name() {
        return "hibernate-keyed-page";
    }

    @Override
    public boolean expresses(PageOrder order) {
        return order != PageOrder.JOINED;
    }

    @Override
    public PageCall at(PagePosition position) {
        KeyedPage<Reading> page = page(position);
        // Nothing but a page leads backward, so the last page is read as the first one of the reverse order.
        boolean reverse = position.last() == null && !position.forward();
        return () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                List<Reading> rows = entityManager
                        .unwrap(Session.class)
                        .createSelectionQuery("from Reading", Reading.class)
                        .getKeyedResultList(page)
                        .getResultList();
                return reverse ? PageDirection.BACKWARD.page(rows) : rows;
            }
        };
    }

    private static KeyedPage<Reading> page(PagePosition position) {
        Reading last = position.last();
        if (last == null) {
            return Page.first(PAGE_SIZE).keyedBy(orders(position, position.direction()));
        }
        // Readers get here from the page before; to walk there would take too long. Page 0 would have no previous one.
        KeyedPage<Reading> neighbour = Page.page(PAGE_SIZE, 1).keyedBy(orders(position, PageDirection.FORWARD));
        List<Comparable<?>> key = new ArrayList<>();
        position.attributes(last).values().forEach(value -> key.add((Comparable<?>) value));
        return position.forward() ? neighbour.nextPage(key) : neighbour.previousPage(key);
    }

    private static List<Order<? super Reading>> orders(PagePosition position, PageDirection direction) {
        List<Order<? super Reading>> orders = new ArrayList<>();
        position.order().keys().forEach(key -> orders.add(order(key, direction)));
        return orders;
    }

    private static Order<Reading> order(PageKey key, PageDirection direction) {
        SortDirection sort = key.ascending(direction) ? SortDirection.ASCENDING : SortDirection.DESCENDING;
        if (key.is(Trait.IGNORING_CASE)) {
            return Order.by(Reading.class, key.path(), sort, true);
        }
        Nulls nulls = direction == PageDirection.FORWARD ? Nulls.LAST : Nulls.FIRST;
        return Order.by(Reading.class, key.path(), sort, key.is(Trait.NULLS_LAST) ? nulls : Nulls.NONE);
    }
}
