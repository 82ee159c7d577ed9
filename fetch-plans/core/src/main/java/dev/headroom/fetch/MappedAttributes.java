package dev.headroom.fetch;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what the paths of a plan name in the mapping, and says what would be right where they name nothing. */
final class MappedAttributes {

    private final Metamodel metamodel;
    private final EntityType<?> root;

    /**
     * @throws InvalidFetchPlanException if the class is no entity
     */
    MappedAttributes(Metamodel metamodel, Class<?> root) {
        this.metamodel = metamodel;
        this.root = entity(root);
    }

    EntityType<?> root() {
        return root;
    }

    <E> EntityType<E> entity(Class<E> type) {
        try {
            return metamodel.entity(type);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidFetchPlanException(type.getName()
                    + " is not an entity of this EntityManagerFactory: name a class that is mapped with @Entity.");
        }
    }

    /**
     * @param type that has the attribute; null for values
     * @param path that leads to it, for the message
     */
    Attribute<?, ?> find(@Nullable ManagedType<?> type, String name, String path) {
        if (type == null) {
            throw refused(path, "is beneath a collection of values, which have no associations: leave it out.");
        }
        return type.getAttributes().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> refused(
                        path,
                        "needs an attribute \"" + name + "\" of "
                                + type.getJavaType().getSimpleName() + ", which has none: "
                                + Suggestion.of(name, names(type))
                                        .map(meant -> "did you mean \"" + meant + "\"? Choose")
                                        .orElse("choose")
                                + " one of " + choices(type) + "."));
    }

    /** What an association leads to; null for values, which lead nowhere. */
    static @Nullable ManagedType<?> target(Attribute<?, ?> attribute) {
        Type<?> type = attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType()
                : ((SingularAttribute<?, ?>) attribute).getType();
        return type instanceof ManagedType<?> managed ? managed : null;
    }

    /** What a plan treats a target as. */
    EntityType<?> subclass(String path, @Nullable ManagedType<?> target, Class<?> subclass) {
        if (target == null || !target.getJavaType().isAssignableFrom(subclass)) {
            throw refused(
                    path,
                    "is treated as " + subclass.getName() + ", which is no subclass of "
                            + (target == null ? "it" : target.getJavaType().getName()) + ".");
        }
        return entity(subclass);
    }

    InvalidFetchPlanException refused(String path, String problem) {
        return new InvalidFetchPlanException("Path \"" + path + "\" of " + root.getName() + " " + problem);
    }

    static String choices(ManagedType<?> type) {
        String names = associations(type)
                .map(attribute -> attribute.getName() + (isEmbedded(attribute) ? ".…" : ""))
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "another class, because this one has no associations" : names;
    }

    private static List<String> names(ManagedType<?> type) {
        return associations(type).map(Attribute::getName).toList();
    }

    private static Stream<Attribute<?, ?>> associations(ManagedType<?> type) {
        return type.getAttributes().stream()
                .filter(attribute -> attribute.isAssociation() || attribute.isCollection() || isEmbedded(attribute))
                .map(attribute -> (Attribute<?, ?>) attribute);
    }

    static boolean isEmbedded(Attribute<?, ?> attribute) {
        return attribute.getPersistentAttributeType() == PersistentAttributeType.EMBEDDED;
    }
}
