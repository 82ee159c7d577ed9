package dev.headroom.keyset;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.expression.ValueBindJpaCriteriaParameter;
import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a key leave the database and come back to be compared, if that is not how Hibernate reads and binds the
 * attribute. What Java makes of a value may be another one: a converter trims it, a driver rounds it to milliseconds, a time
 * zone has no such hour.
 *
 * @param selection the SQL that reads the value, with {@code ?} for the key; null to read it as it is
 * @param read what it is read as; null for a text
 * @param parameter what it is bound as
 */
record KeyTransport(@Nullable String selection, @Nullable JavaType<?> read, BasicType<?> parameter) {

    /** Null for a key that Hibernate reads and binds exactly. */
    static @Nullable KeyTransport of(JdbcMapping column, Class<?> javaType, SessionFactoryImplementor factory) {
        BasicValueConverter<?, ?> converter = column.getValueConverter();
        Class<?> stored =
                converter == null ? javaType : converter.getRelationalJavaType().getJavaTypeClass();
        JdbcType jdbcType = column.getJdbcType();
        Database database = Database.of(factory);
        if (jdbcType.isTemporal()) {
            return new KeyTransport("cast(? as " + database.textType() + ")", null, text(jdbcType, database, factory));
        }
        if (stored == String.class || stored == Character.class) {
            boolean plain = converter == null && !database.infersParameterTypes();
            return plain ? null : texts(converter != null || stored == Character.class, jdbcType, database, factory);
        }
        if (converter != null) {
            return stored("?", converter.getRelationalJavaType(), jdbcType, factory);
        }
        // Criteria compare what is Comparable, and arrays are not.
        return stored == byte[].class ? stored(null, column.getJdbcJavaType(), jdbcType, factory) : null;
    }

    private static KeyTransport texts(
            boolean converted, JdbcType jdbcType, Database database, SessionFactoryImplementor factory) {
        return new KeyTransport(converted ? "?" : null, null, text(jdbcType, database, factory));
    }

    private static KeyTransport stored(
            @Nullable String selection, JavaType<?> stored, JdbcType jdbcType, SessionFactoryImplementor factory) {
        return new KeyTransport(
                selection,
                stored,
                factory.getTypeConfiguration().getBasicTypeRegistry().resolve(stored, jdbcType));
    }

    private static BasicType<?> text(JdbcType jdbcType, Database database, SessionFactoryImplementor factory) {
        JdbcType text = new KeyText(jdbcType.getDdlTypeCode(), database.infersParameterTypes());
        return factory.getTypeConfiguration().getBasicTypeRegistry().resolve(KeyText.javaType(), text);
    }

    /** What travels in a cursor. */
    Class<?> type() {
        return read == null ? String.class : read.getJavaTypeClass();
    }

    /** The key in a select list of HQL. */
    String selected(String value) {
        return selection == null ? value : "sql('" + selection + "', " + value + ")";
    }

    /** A comparison in HQL, of neither side's type: Hibernate refuses a value that is not of the type of the attribute. */
    String comparison(String value, String operator, String parameter) {
        return selection == null
                ? value + operator + parameter
                : "sql('?', " + value + ")" + operator + "sql('?', " + parameter + ")";
    }

    /** The key in a select list of criteria. */
    Expression<?> selected(Expression<?> value, CriteriaBuilder cb) {
        return selection == null ? value : ((NodeBuilder) cb).sql(selection, Object.class, value);
    }

    /** What was selected, as what it is bound as. */
    Object received(Object value) {
        return read == null ? value.toString() : Objects.requireNonNull(read.coerce(value));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the value is of the type that travels
    void bind(SelectionQuery<?> query, String name, Object value) {
        query.setParameter(name, value, (jakarta.persistence.metamodel.Type) parameter);
    }

    /** A value in criteria. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the value is of the type that travels
    Expression<?> parameter(Object value, CriteriaBuilder cb) {
        return new ValueBindJpaCriteriaParameter((BasicType) parameter, value, (NodeBuilder) cb);
    }
}
