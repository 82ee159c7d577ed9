package dev.headroom.keyset.internal.value;

import dev.headroom.keyset.internal.database.Database;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.JpaExpression;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.expression.ValueBindJpaCriteriaParameter;
import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.internal.BasicTypeImpl;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a key leave the database and come back to be compared, if that is not how Hibernate reads and binds the
 * attribute. What Java makes of a value may be another one: a converter trims it, a driver rounds it to milliseconds, a time
 * zone has no such hour.
 *
 * @param reading how it leaves the database
 * @param read what it is read as; null for a text
 * @param parameter what it is bound as
 */
public record KeyTransport(KeyTransport.Reading reading, @Nullable JavaType<?> read, BasicType<?> parameter) {

    public enum Reading {
        /** As Hibernate reads the attribute. */
        AS_MAPPED,
        /** As the column holds it, without a converter. */
        AS_STORED,
        /** As the text that the database writes. */
        AS_TEXT
    }

    /** Null for a key that Hibernate reads and binds exactly. */
    public static @Nullable KeyTransport of(JdbcMapping column, Class<?> javaType, SessionFactoryImplementor factory) {
        BasicValueConverter<?, ?> converter = column.getValueConverter();
        Class<?> stored =
                converter == null ? javaType : converter.getRelationalJavaType().getJavaTypeClass();
        JdbcType jdbcType = column.getJdbcType();
        Database database = Database.of(factory);
        if (jdbcType.isTemporal()) {
            return new KeyTransport(Reading.AS_TEXT, null, text(jdbcType, database, factory));
        }
        if (stored == String.class || stored == Character.class) {
            boolean plain = converter == null && !database.infersParameterTypes();
            return plain ? null : texts(converter != null || stored == Character.class, jdbcType, database, factory);
        }
        if (converter != null) {
            return stored(Reading.AS_STORED, converter.getRelationalJavaType(), jdbcType);
        }
        // Criteria compare what is Comparable, and arrays are not.
        return stored == byte[].class ? stored(Reading.AS_MAPPED, column.getJdbcJavaType(), jdbcType) : null;
    }

    private static KeyTransport texts(
            boolean converted, JdbcType jdbcType, Database database, SessionFactoryImplementor factory) {
        Reading reading = converted ? Reading.AS_STORED : Reading.AS_MAPPED;
        return new KeyTransport(reading, null, text(jdbcType, database, factory));
    }

    private static KeyTransport stored(Reading reading, JavaType<?> stored, JdbcType jdbcType) {
        return new KeyTransport(reading, stored, new BasicTypeImpl<>(new StoredValue<>(stored), jdbcType));
    }

    private static BasicType<?> text(JdbcType jdbcType, Database database, SessionFactoryImplementor factory) {
        // Hibernate compares what has one code, and in its DDL a long text is something else.
        int code = jdbcType.isTemporal() ? jdbcType.getDdlTypeCode() : jdbcType.getJdbcTypeCode();
        JdbcType text = new KeyText(code, database.infersParameterTypes());
        return factory.getTypeConfiguration().getBasicTypeRegistry().resolve(KeyText.javaType(), text);
    }

    /** What travels in a cursor. */
    public Class<?> type() {
        return read == null ? String.class : read.getJavaTypeClass();
    }

    /** The key in a select list of HQL. The text has a type: without one, Hibernate asks for that of each result. */
    public String selected(String value) {
        return switch (reading) {
            case AS_MAPPED -> value;
            case AS_STORED -> untyped(value);
            case AS_TEXT -> "cast(" + untyped(value) + " as String)";
        };
    }

    /** The key in a select list of criteria. */
    public Expression<?> selected(Expression<?> value, CriteriaBuilder cb) {
        return switch (reading) {
            case AS_MAPPED -> value;
            case AS_STORED -> untyped(value, (NodeBuilder) cb);
            case AS_TEXT -> untyped(value, (NodeBuilder) cb).cast(String.class);
        };
    }

    /**
     * A comparison in HQL. Hibernate refuses a value that is not of the type of the attribute, so the attribute gets none. The
     * parameter has its own: a function of it would be translated anew for each page.
     */
    public String comparison(String value, String operator, String parameter) {
        return (reading == Reading.AS_MAPPED ? value : untyped(value)) + operator + parameter;
    }

    private static String untyped(String value) {
        return "sql('?', " + value + ")";
    }

    private static JpaExpression<?> untyped(Expression<?> value, NodeBuilder cb) {
        return cb.sql("?", Object.class, value);
    }

    /** What was selected, as what it is bound as. */
    public Object received(Object value) {
        return read == null ? value.toString() : Objects.requireNonNull(read.coerce(value));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the value is of the type that travels
    public void bind(SelectionQuery<?> query, String name, Object value) {
        query.setParameter(name, value, (jakarta.persistence.metamodel.Type) parameter);
    }

    /** A value in criteria. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the value is of the type that travels
    public Expression<?> parameter(Object value, CriteriaBuilder cb) {
        return new ValueBindJpaCriteriaParameter((BasicType) parameter, value, (NodeBuilder) cb);
    }
}
