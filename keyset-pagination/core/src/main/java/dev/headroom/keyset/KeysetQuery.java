package dev.headroom.keyset;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads pages of a {@link Keyset}. Every method returns a new query or a result; a query can be kept and used again as
 * long as its {@code EntityManager}, by the thread that uses it.
 *
 * @param <E> the entity
 */
public final class KeysetQuery<E> {

    private final Keyset<E> keyset;
    private final EntityManager entityManager;
    private final List<BiFunction<Root<E>, CriteriaBuilder, Predicate>> filters;
    private final List<Object> scope;

    KeysetQuery(Keyset<E> keyset, EntityManager entityManager) {
        this(keyset, entityManager, List.of(), List.of());
    }

    private KeysetQuery(
            Keyset<E> keyset,
            EntityManager entityManager,
            List<BiFunction<Root<E>, CriteriaBuilder, Predicate>> filters,
            List<Object> scope) {
        this.keyset = keyset;
        this.entityManager = entityManager;
        this.filters = filters;
        this.scope = scope;
    }
}
