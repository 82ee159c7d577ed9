package dev.headroom.keyset.spring;

import dev.headroom.keyset.KeysetFilter;
import jakarta.persistence.criteria.CommonAbstractCriteria;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.metamodel.EntityType;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.springframework.data.jpa.domain.Specification;

/** Filters for {@code KeysetQuery.where} made of Spring Data specifications. */
public final class KeysetFilters {

    private KeysetFilters() {}

    /**
     * The filter of a specification.
     *
     * <p>A specification makes a condition of the root, the query and the builder. Its query makes {@linkplain
     * CommonAbstractCriteria#subquery subqueries}, and answers {@link CriteriaQuery#getResultType()}: {@code Long} where
     * rows are counted, as Spring Data has it. Nothing else is there: a page has a selection and an order of its own. What
     * asks for {@code distinct}, an order or groups is refused when a page is read, instead of being ignored.
     *
     * @param <T> the entity
     * @param specification as it is used with {@code JpaSpecificationExecutor}; without a condition, such as {@link
     *     Specification#unrestricted()}, it lets all rows through
     * @return the filter; applying it throws {@link IllegalArgumentException} if the specification changes the query
     */
    public static <T> KeysetFilter<T> of(Specification<T> specification) {
        Objects.requireNonNull(specification, "specification");
        return (root, query, builder) -> {
            Predicate predicate = specification.toPredicate(root, forSubqueries(query), builder);
            return predicate == null ? builder.conjunction() : predicate;
        };
    }

    /** A query for specifications, which the filter's own may not be: some counts are made of a subquery. */
    private static CriteriaQuery<?> forSubqueries(CommonAbstractCriteria query) {
        return (CriteriaQuery<?>) Proxy.newProxyInstance(
                KeysetFilters.class.getClassLoader(),
                new Class<?>[] {CriteriaQuery.class},
                (proxy, method, arguments) -> answer(query, method, arguments));
    }

    private static Object answer(CommonAbstractCriteria query, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "subquery" ->
                arguments[0] instanceof EntityType<?> entity
                        ? query.subquery(entity)
                        : query.subquery((Class<?>) arguments[0]);
            case "getResultType" -> resultType(query);
            default ->
                throw new IllegalArgumentException("A specification calls \"" + method.getName()
                        + "\" of its query, and a keyset page has a selection, an order and queries of its own: let the"
                        + " specification make a condition, with subqueries if it needs them.");
        };
    }

    private static Class<?> resultType(CommonAbstractCriteria query) {
        boolean rows = query instanceof CriteriaQuery<?> whole && whole.getResultType() != Long.class;
        return rows ? Object.class : Long.class;
    }
}
