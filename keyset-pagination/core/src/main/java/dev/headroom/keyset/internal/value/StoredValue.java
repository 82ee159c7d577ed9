package dev.headroom.keyset.internal.value;

import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.AbstractClassJavaType;
import org.hibernate.type.descriptor.java.JavaType;

/**
 * The Java type of what a column holds. It is one of its own, because Hibernate takes the type of the attribute on the other
 * side for a parameter of the same Java type, with the attribute's converter.
 */
final class StoredValue<T> extends AbstractClassJavaType<T> {

    private static final long serialVersionUID = 1L;

    private final JavaType<T> column;

    StoredValue(JavaType<T> column) {
        super(column.getJavaTypeClass());
        this.column = column;
    }

    @Override
    public <X> X unwrap(T value, Class<X> type, WrapperOptions options) {
        return column.unwrap(value, type, options);
    }

    @Override
    public <X> T wrap(X value, WrapperOptions options) {
        return column.wrap(value, options);
    }

    @Override
    public T fromString(CharSequence text) {
        return column.fromString(text);
    }
}
