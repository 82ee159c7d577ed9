package dev.headroom.keyset.spring;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.data.jpa.domain.Specification;

/** Filters for {@code KeysetQuery.where} made of Spring Data specifications. */
public final class KeysetFilters {

    private KeysetFilters() {}

    /**
     * The filter of a specification.
     *
     * <p>A specification makes a condition of the root and the builder. Its query answers {@link
     * CriteriaQuery#getResultType()} and nothing else: a page has a selection and an order of its own, and is read by
     * several queries. What asks it for {@code distinct}, an order, groups or a subquery is refused when a page is read,
     * instead of being ignored. Instead of a subquery take {@code isMember}, {@code isNotEmpty}, or a join to one.
     *
     * @param <T> the entity
     * @param specification as it is used with {@code JpaSpecificationExecutor}; without a condition, such as {@link
     *     Specification#unrestricted()}, it lets all rows through
     * @return the filter; applying it throws {@link IllegalArgumentException} if the specification uses the query
     */
    public static <T> BiFunction<Root<T>, CriteriaBuilder, Predicate> of(Specification<T> specification) {
        Objects.requireNonNull(specification, "specification");
        return (root, builder) -> {
            Predicate predicate = specification.toPredicate(root, noQuery(), builder);
            return predicate == null ? builder.conjunction() : predicate;
        };
    }

    /** A subquery of any query but the one that is run would compare a row with itself, without an error. */
    private static CriteriaQuery<?> noQuery() {
        return (CriteriaQuery<?>) Proxy.newProxyInstance(
                KeysetFilters.class.getClassLoader(),
                new Class<?>[] {CriteriaQuery.class},
                (query, method, arguments) -> {
                    if (method.getName().equals("getResultType")) {
                        return Object.class;
                    }
                    throw new IllegalArgumentException("A specification calls \"" + method.getName()
                            + "\" of its query, and a keyset page has a selection, an order and queries of its own:"
                            + " let the specification make a condition of the root and the builder alone.");
                });
    }
}
