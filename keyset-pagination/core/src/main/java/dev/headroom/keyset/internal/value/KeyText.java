package dev.headroom.keyset.internal.value;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.StringJavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcType;

/**
 * A text that stands for a value of another type, and is bound so that the database reads it as the type of the column that
 * it is compared with. Neither the driver nor a time zone of the JVM takes part in that.
 *
 * @param typeCode of the column: what it says to Hibernate, which refuses to compare a time with a text
 * @param untyped whether the driver has to be told not to name a type: PostgreSQL would compare {@code citext} as text
 */
record KeyText(int typeCode, boolean untyped) implements JdbcType {

    /** Not the type of texts: Hibernate would take the type of the column on the other side instead of this one. */
    private static final JavaType<String> TEXT = new Text();

    static JavaType<String> javaType() {
        return TEXT;
    }

    @Override
    public int getJdbcTypeCode() {
        return typeCode;
    }

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
        return new BasicBinder<>(javaType, this) {
            @Override
            protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
                    throws SQLException {
                if (untyped) {
                    statement.setObject(index, value, Types.OTHER);
                } else {
                    statement.setString(index, (String) value);
                }
            }

            @Override
            protected void doBind(CallableStatement statement, X value, String name, WrapperOptions options) {
                throw notOfAProcedure();
            }
        };
    }

    @Override
    public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
        return new BasicExtractor<>(javaType, this) {
            @Override
            protected X doExtract(ResultSet row, int index, WrapperOptions options) throws SQLException {
                return javaType.wrap(row.getString(index), options);
            }

            @Override
            protected X doExtract(CallableStatement statement, int index, WrapperOptions options) {
                throw notOfAProcedure();
            }

            @Override
            protected X doExtract(CallableStatement statement, String name, WrapperOptions options) {
                throw notOfAProcedure();
            }
        };
    }

    private static UnsupportedOperationException notOfAProcedure() {
        return new UnsupportedOperationException("A key is not a parameter of a procedure");
    }

    private static final class Text extends StringJavaType {

        private static final long serialVersionUID = 1L;
    }
}
