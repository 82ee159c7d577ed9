package dev.headroom.fetch;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
                                + meant(name, names(type))
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

    /** The name that needs the fewest letters changed, if that is at most a third of them. */
    private static Optional<String> meant(String written, Collection<String> names) {
        return names.stream()
                .filter(name -> 3 * distance(written, name) <= Math.max(3, written.length()))
                .filter(name -> !written.isEmpty())
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** Levenshtein's distance, where upper and lower case are one letter. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed =
                        Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1)) ? 0 : 1;
                int next = Math.min(diagonal + changed, 1 + Math.min(row[j], row[j - 1]));
                diagonal = row[j];
                row[j] = next;
            }
        }
        return row[to.length()];
    }
}
