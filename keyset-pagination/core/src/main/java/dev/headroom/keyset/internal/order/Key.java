package dev.headroom.keyset.internal.order;

import dev.headroom.keyset.internal.mapping.KeyPath;
import dev.headroom.keyset.internal.value.KeyTransport;
import dev.headroom.keyset.internal.value.KeyType;
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
 * A {@link SortRule} with what the mapping says of it.
 *
 * @param path where the value is; null for an expression
 * @param type how its values travel
 * @param mapping the attribute's type, to bind parameters with; null for an expression
 * @param transport how values leave the database and come back; null if Hibernate does that exactly
 * @param nullable whether a value may be null
 * @param nativeNulls whether the database puts nulls where the key wants them, if nothing is said
 */
public record Key(
        SortRule rule,
        @Nullable KeyPath path,
        KeyType<?> type,
        @Nullable Type<?> mapping,
        @Nullable KeyTransport transport,
        boolean nullable,
        boolean nativeNulls) {

    public boolean ascending() {
        return rule.ascending();
    }

    /** Whether nulls lie behind the values in the direction of reading. */
    public boolean nullsFollow(boolean forward) {
        return nullable && rule.putsNullsLast() == forward;
    }

    /** Whether two keys can be parts of one index. */
    public boolean sharesTableWith(Key other) {
        return table().equals(other.table());
    }

    private List<String> table() {
        return path == null ? List.of() : path.table();
    }

    /** Whether this sorts by a column of the entity itself. What is unique need not be so in lower case. */
    public boolean isPlainColumn() {
        return path != null && path.table().isEmpty() && !rule.ignoringCase();
    }

    /** Whether the database has to be told where nulls go, when values and nulls are read in one run. */
    public boolean needsNullPrecedence() {
        return nullable && !nativeNulls;
    }

    /** What is compared and sorted. */
    public Expression<?> on(Root<?> root, CriteriaBuilder cb, Map<String, From<?, ?>> joins) {
        KeyExpression<?> custom = rule.expression();
        Expression<?> value = custom != null ? custom.on(root, cb) : attribute(root, joins);
        return rule.ignoringCase() ? cb.lower(value.as(String.class)) : value;
    }

    /** The same for the select list. */
    public Expression<?> selected(Expression<?> value, CriteriaBuilder cb) {
        return transport == null ? value : transport.selected(value, cb);
    }

    /** The same for the select list of HQL. */
    public String selected(String value) {
        return transport == null ? value : transport.selected(value);
    }

    /** A comparison with a parameter in HQL. */
    public String comparison(String value, String operator, String parameter) {
        return transport == null ? value + operator + parameter : transport.comparison(value, operator, parameter);
    }

    /** A value that was selected, as it travels. It is of another {@link #type} if an expression was declared wrongly. */
    public Object received(Object value) {
        return transport == null ? value : transport.received(value);
    }

    /** A value that travelled, to be compared with in criteria: an expression, or itself where they find its type. */
    public Object compared(Object value, HibernateCriteriaBuilder cb) {
        return transport == null ? value : transport.parameter(value, cb);
    }

    private Expression<?> attribute(Root<?> root, Map<String, From<?, ?>> joins) {
        if (path == null) {
            throw new IllegalStateException("A key is an attribute or an expression: " + rule);
        }
        return path.on(root, joins);
    }

    /**
     * Gives a parameter the type of this key's column. Hibernate does not look across a comparison of row values for it,
     * and would send an enum that is stored by name as its ordinal. A primitive's type needs no help, and would be
     * refused for its boxed value.
     */
    public void bind(SelectionQuery<?> query, String parameter, Object value) {
        if (transport != null) {
            transport.bind(query, parameter, value);
        } else if (mapping == null
                || rule.ignoringCase()
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
        return rule.toString();
    }
}
