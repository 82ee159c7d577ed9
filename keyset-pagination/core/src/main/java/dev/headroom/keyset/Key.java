package dev.headroom.keyset;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.Type;
import java.util.List;
import java.util.Map;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SortKey} with what the mapping says of it.
 *
 * @param path where the value is; null for an expression
 * @param type how its values travel
 * @param mapping the attribute's type, to bind parameters with; null for an expression
 * @param transport how values leave the database and come back; null if Hibernate does that exactly
 * @param nullable whether a value may be null
 * @param nativeNulls whether the database puts nulls where the key wants them, if nothing is said
 */
record Key(
        SortKey sortKey,
        @Nullable KeyPath path,
        KeyType<?> type,
        @Nullable Type<?> mapping,
        @Nullable KeyTransport transport,
        boolean nullable,
        boolean nativeNulls) {

    boolean ascending() {
        return sortKey.ascending();
    }

    /** Whether nulls lie behind the values in the direction of reading. */
    boolean nullsFollow(boolean forward) {
        return nullable && sortKey.putsNullsLast() == forward;
    }

    /** Whether two keys can be parts of one index. */
    boolean sharesTableWith(Key other) {
        return table().equals(other.table());
    }

    private List<String> table() {
        return path == null ? List.of() : path.table();
    }

    /** Whether this sorts by a column of the entity itself. What is unique need not be so in lower case. */
    boolean isPlainColumn() {
        return path != null && path.table().isEmpty() && !sortKey.ignoringCase();
    }

    /** Whether the database has to be told where nulls go, when values and nulls are read in one run. */
    boolean needsNullPrecedence() {
        return nullable && !nativeNulls;
    }

    /** What is compared and sorted. */
    Expression<?> on(Root<?> root, CriteriaBuilder cb, Map<String, From<?, ?>> joins) {
        KeyExpression<?> custom = sortKey.expression();
        Expression<?> value = custom != null ? custom.on(root, cb) : attribute(root, joins);
        return sortKey.ignoringCase() ? cb.lower(value.as(String.class)) : value;
    }

    /** The same for the select list. */
    Expression<?> selected(Expression<?> value, CriteriaBuilder cb) {
        return transport == null ? value : transport.selected(value, cb);
    }

    /** The same for the select list of HQL. */
    String selected(String value) {
        return transport == null ? value : transport.selected(value);
    }

    /** A comparison with a parameter in HQL. */
    String comparison(String value, String operator, String parameter) {
        return transport == null ? value + operator + parameter : transport.comparison(value, operator, parameter);
    }

    /**
     * A value that was selected, as it travels.
     *
     * @throws NullKeyException if it is null, and was not said to be
     * @throws InvalidKeysetException if it is not of the type that an expression was said to have
     */
    @Nullable Object received(@Nullable Object value, SeekOrder<?> order) {
        if (value == null) {
            if (!nullable) {
                throw new NullKeyException(toString(), order.toString());
            }
            return null;
        }
        Object received = transport == null ? value : transport.received(value);
        if (!type.type().isInstance(received)) {
            throw new InvalidKeysetException("Sort key \"" + this + "\" of " + order + " is read as "
                    + received.getClass().getName() + ", and was said to be "
                    + type.type().getName() + ": name the type that the expression has.");
        }
        return received;
    }

    /** A value that travelled, to be compared with in criteria: an expression, or itself where they find its type. */
    Object compared(Object value, HibernateCriteriaBuilder cb) {
        return transport == null ? value : transport.parameter(value, cb);
    }

    private Expression<?> attribute(Root<?> root, Map<String, From<?, ?>> joins) {
        if (path == null) {
            throw new IllegalStateException("A key is an attribute or an expression: " + sortKey);
        }
        return path.on(root, joins);
    }

    /**
     * Gives a parameter the type of this key's column. Hibernate does not look across a comparison of row values for it,
     * and would send an enum that is stored by name as its ordinal. A primitive's type needs no help, and would be
     * refused for its boxed value.
     */
    void bind(SelectionQuery<?> query, String parameter, Object value) {
        if (transport != null) {
            transport.bind(query, parameter, value);
        } else if (mapping == null
                || sortKey.ignoringCase()
                || mapping.getJavaType().isPrimitive()) {
            query.setParameter(parameter, value);
        } else {
            bind(query, parameter, value, mapping);
        }
    }

    @SuppressWarnings("unchecked") // the value was read from an attribute of this type
    private static <P> void bind(SelectionQuery<?> query, String parameter, Object value, Type<?> mapping) {
        query.setParameter(parameter, (P) value, (Type<P>) mapping);
    }

    @Override
    public String toString() {
        return sortKey.toString();
    }
}
