package dev.headroom.fetch.internal.statement;

import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.BasicEntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the owners that a statement is for: one array where the database takes one, a list of parameters
 * elsewhere.
 */
public final class OwnerIds {

    private static final String ARRAY = "owners";

    private final HibernateCriteriaBuilder cb;
    private final List<Object> ids;
    private final int asked;
    private final Class<?> type;
    private final @Nullable ParameterExpression<?> array;

    public OwnerIds(Class<?> owner, List<Object> ids, SharedSessionContractImplementor session) {
        this.cb = session.getFactory().getCriteriaBuilder();
        this.asked = ids.size();
        this.ids = new ArrayList<>(ids);
        EntityIdentifierMapping mapping = mapping(owner, session);
        this.type = mapping.getJavaType().getJavaTypeClass();
        this.array = takesArray(mapping, session) ? cb.parameter(type.arrayType(), ARRAY) : null;
        if (array == null) {
            // As many as the next power of two, so that few statements differ in nothing but the length of the list.
            this.ids.addAll(Collections.nCopies(BatchLimit.padded(ids.size()) - ids.size(), ids.get(0)));
        }
    }

    /**
     * The condition that an owner is one certain of them.
     *
     * @param isPadding whether it makes the statement longer and nothing else
     */
    record Single(Function<Root<?>, Predicate> condition, boolean isPadding) {}

    /** Each owner by itself, and as many more as the statement is padded with. */
    List<Single> singles() {
        return IntStream.range(0, ids.size())
                .mapToObj(i -> new Single(owner -> cb.equal(cb.id(owner), ids.get(i)), i >= asked))
                .toList();
    }

    /** How many owners fit in a statement. */
    public static int batchSize(Class<?> owner, int asked, SharedSessionContractImplementor session) {
        EntityIdentifierMapping mapping = mapping(owner, session);
        return takesArray(mapping, session)
                ? asked
                : BatchLimit.of(session.getFactory(), asked, mapping.getJdbcTypeCount());
    }

    private static EntityIdentifierMapping mapping(Class<?> owner, SharedSessionContractImplementor session) {
        return session.getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(owner)
                .getIdentifierMapping();
    }

    private static boolean takesArray(EntityIdentifierMapping mapping, SharedSessionContractImplementor session) {
        return session.getFactory().getJdbcServices().getDialect().useArrayForMultiValuedParameters()
                && mapping instanceof BasicEntityIdentifierMapping basic
                && basic.getJdbcMapping().getValueConverter() == null
                && Set.of(Long.class, Integer.class, Short.class, String.class, UUID.class)
                        .contains(mapping.getJavaType().getJavaTypeClass());
    }

    public Predicate condition(Root<?> owner) {
        return array == null ? cb.id(owner).in(ids) : cb.equal(cb.id(owner), cb.sql("any(?)", type, array));
    }

    public void bind(TypedQuery<?> statement) {
        if (array != null) {
            Object values = Array.newInstance(type, ids.size());
            for (int i = 0; i < ids.size(); i++) {
                Array.set(values, i, ids.get(i));
            }
            statement.setParameter(ARRAY, values);
        }
    }
}
