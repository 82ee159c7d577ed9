package dev.headroom.keyset.internal.mapping;

import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The basic attributes that an id is made of: one, or the parts of a composite one in the order of their names. */
public final class IdPaths {

    private IdPaths() {}

    public static List<String> of(EntityType<?> entityType) {
        return ids(entityType).flatMap(id -> parts("", id)).sorted().toList();
    }

    /** The one attribute that is the id, or null. */
    public static @Nullable String single(EntityType<?> entityType) {
        List<String> names = ids(entityType).map(SingularAttribute::getName).toList();
        return names.size() == 1 ? names.get(0) : null;
    }

    private static Stream<? extends SingularAttribute<?, ?>> ids(EntityType<?> entityType) {
        return entityType.getSingularAttributes().stream().filter(SingularAttribute::isId);
    }

    /** An embedded id has parts, and a derived id is the id of another entity. */
    private static Stream<String> parts(String prefix, SingularAttribute<?, ?> attribute) {
        String path = prefix + attribute.getName();
        Type<?> type = attribute.getType();
        if (attribute.getPersistentAttributeType() == PersistentAttributeType.BASIC) {
            return Stream.of(path);
        }
        Stream<? extends SingularAttribute<?, ?>> inner = type instanceof EmbeddableType<?> embeddable
                ? embeddable.getSingularAttributes().stream()
                : ids((EntityType<?>) type);
        return inner.flatMap(part -> parts(path + ".", part));
    }
}
