package dev.headroom.retry.locks;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.criteria.JpaRoot;

/** Finds rows that nobody has locked, and locks those that it returns and no others. */
record RowSearch<E>(
        Class<E> type,
        BiFunction<Root<E>, CriteriaBuilder, Predicate> filter,
        BiFunction<Root<E>, CriteriaBuilder, List<Order>> order) {

    /** As many as there are, in order. */
    List<E> lock(EntityManager entityManager, int atMost) {
        return locksOnlyItsResult(entityManager)
                ? lockFirst(entityManager, atMost)
                : lockCandidates(entityManager, atMost);
    }

    /** PostgreSQL locks after the limit. MariaDB locks what it scans, H2 what it sorts: they are told which rows. */
    private static boolean locksOnlyItsResult(EntityManager entityManager) {
        return entityManager
                        .getEntityManagerFactory()
                        .unwrap(SessionFactoryImplementor.class)
                        .getJdbcServices()
                        .getDialect()
                instanceof PostgreSQLDialect;
    }

    private List<E> lockFirst(EntityManager entityManager, int atMost) {
        CriteriaBuilder criteria = entityManager.getCriteriaBuilder();
        CriteriaQuery<E> query = criteria.createQuery(type);
        Root<E> root = query.from(type);
        query.select(root).where(filter.apply(root, criteria)).orderBy(order.apply(root, criteria));
        return LockWait.skipLocked()
                .lock(entityManager.createQuery(query).setMaxResults(atMost))
                .getResultList();
    }

    private List<E> lockCandidates(EntityManager entityManager, int atMost) {
        List<E> locked = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        boolean more = true;
        while (more && locked.size() < atMost) {
            int missing = atMost - locked.size();
            List<Object> candidates = candidates(entityManager, missing, seen);
            if (!candidates.isEmpty()) {
                locked.addAll(lockAmong(entityManager, candidates));
            }
            seen.addAll(candidates);
            more = candidates.size() == missing;
        }
        return locked;
    }

    private List<Object> candidates(EntityManager entityManager, int atMost, Collection<Object> seen) {
        CriteriaBuilder criteria = entityManager.getCriteriaBuilder();
        CriteriaQuery<Object> query = criteria.createQuery(Object.class);
        JpaRoot<E> root = (JpaRoot<E>) query.from(type);
        Predicate wanted = filter.apply(root, criteria);
        if (!seen.isEmpty()) {
            wanted = criteria.and(wanted, criteria.not(root.id().in(seen)));
        }
        query.select(root.id()).where(wanted).orderBy(order.apply(root, criteria));
        return entityManager.createQuery(query).setMaxResults(atMost).getResultList();
    }

    /** With the filter again: a candidate may have changed since. */
    private List<E> lockAmong(EntityManager entityManager, Collection<Object> ids) {
        CriteriaBuilder criteria = entityManager.getCriteriaBuilder();
        CriteriaQuery<E> query = criteria.createQuery(type);
        JpaRoot<E> root = (JpaRoot<E>) query.from(type);
        query.select(root)
                .where(criteria.and(root.id().in(ids), filter.apply(root, criteria)))
                .orderBy(order.apply(root, criteria));
        return LockWait.skipLocked().lock(entityManager.createQuery(query)).getResultList();
    }
}
