package dev.headroom.projection;

import jakarta.persistence.Lob;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.reflect.AnnotatedElement;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a value brings along that is read whole. */
final class ValueContents {

    private static final Set<Class<?>> LARGE = Set.of(byte[].class, Byte[].class, Blob.class, Clob.class, NClob.class);

    private ValueContents() {}

    static boolean isLarge(Class<?> type) {
        return LARGE.contains(type);
    }

    /** Whether a value has no size that a list should bear. */
    static boolean isLarge(ResolvedPath path) {
        return (path.last() != null && isLarge(path.last())) || isLarge(path.type()) || hasLarge(path.target());
    }

    private static boolean isLarge(Attribute<?, ?> attribute) {
        boolean annotated =
                attribute.getJavaMember() instanceof AnnotatedElement member && member.isAnnotationPresent(Lob.class);
        return annotated || isLarge(attribute.getJavaType()) || hasLarge(Mapping.target(attribute));
    }

    private static boolean hasLarge(@Nullable ManagedType<?> type) {
        return type instanceof EmbeddableType<?>
                && type.getAttributes().stream().anyMatch(ValueContents::isLarge);
    }

    /** Whether a value would bring an entity along. */
    static boolean hasEntity(@Nullable ManagedType<?> type) {
        return type instanceof EntityType<?>
                || (type instanceof EmbeddableType<?>
                        && type.getAttributes().stream().anyMatch(attribute -> hasEntity(Mapping.target(attribute))));
    }

    /** Whether an embeddable holds a collection, because of which Hibernate makes it even where all its columns are null. */
    static boolean hasCollection(@Nullable ManagedType<?> type) {
        return type instanceof EmbeddableType<?>
                && type.getAttributes().stream()
                        .anyMatch(attribute -> attribute.isCollection() || hasCollection(Mapping.target(attribute)));
    }
}
