package dev.headroom.projection;

import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A view that shows all that an entity has, as far as some to-one steps.
 *
 * @param attribute that the component shows; null for the view itself
 * @param fields within; none for a value
 * @param list whether it is a collection
 * @param type of the value, or of the elements
 */
record ZooView(String name, @Nullable Attribute<?, ?> attribute, List<ZooView> fields, boolean list, Class<?> type) {

    private static final int DEPTH = 2;

    static ZooView of(Mapping mapping, EntityType<?> entity) {
        return new ZooView(
                "", null, new Finder(mapping).fields(entity, entity, List.of(), 0), false, entity.getJavaType());
    }

    /** The same with some of the fields only. */
    ZooView with(List<ZooView> some) {
        return new ZooView(name, attribute, List.copyOf(some), list, type);
    }

    /** Without collections, which need statements of their own. */
    ZooView withoutLists() {
        return with(fields.stream()
                .filter(field -> !field.list)
                .map(ZooView::withoutLists)
                .toList());
    }

    /** Whether the mapping says in what order elements come. */
    boolean isOrdered() {
        return attribute != null
                && attribute.getJavaMember() instanceof AnnotatedElement member
                && (member.isAnnotationPresent(OrderColumn.class) || member.isAnnotationPresent(OrderBy.class));
    }

    /** Whether an embeddable that shows these values is null: all of them are, and it has no collection. */
    boolean isAbsent(Map<String, @Nullable Object> shown) {
        return attribute != null
                && !list
                && Mapping.target(attribute) instanceof EmbeddableType<?> embeddable
                && !ValueContents.hasCollection(embeddable)
                && shown.values().stream().allMatch(Objects::isNull);
    }

    /** What is left of what it shows under a mask. */
    @Nullable Object masked(@Nullable Object shown, String prefix, Predicate<String> wanted) {
        if (shown instanceof List<?> elements && list) {
            List<@Nullable Object> left = new ArrayList<>();
            elements.forEach(element -> left.add(maskedValue(element, prefix, wanted)));
            return ZooValues.comparable(this, left);
        }
        return maskedValue(shown, prefix, wanted);
    }

    private @Nullable Object maskedValue(@Nullable Object shown, String prefix, Predicate<String> wanted) {
        if (shown == null || fields.isEmpty()) {
            return shown;
        }
        Map<String, @Nullable Object> left = new LinkedHashMap<>();
        for (ZooView field : fields) {
            String path = prefix + field.name;
            if (field.leaves(path).anyMatch(wanted)) {
                left.put(field.name, field.masked(((Map<?, ?>) shown).get(field.name), path + ".", wanted));
            }
        }
        return isAbsent(left) ? null : left;
    }

    /** The paths of all values, and of the lists of values. */
    Stream<String> leaves() {
        return fields.stream().flatMap(field -> field.leaves(field.name));
    }

    private Stream<String> leaves(String path) {
        return fields.isEmpty()
                ? Stream.of(path)
                : fields.stream().flatMap(field -> field.leaves(path + "." + field.name));
    }

    /** The types of all values that are in no list, by their paths. */
    Map<String, Class<?>> values() {
        Map<String, Class<?>> values = new LinkedHashMap<>();
        addTo(values, "");
        return values;
    }

    private void addTo(Map<String, Class<?>> values, String prefix) {
        for (ZooView field : fields) {
            if (!field.list && field.fields.isEmpty()) {
                values.put(prefix + field.name, field.type);
            } else if (!field.list) {
                field.addTo(values, prefix + field.name + ".");
            }
        }
    }

    /** The paths of values that an order may name: not those that Hibernate keeps in several columns. */
    List<String> keys() {
        return fields.stream()
                .filter(field -> !field.list)
                .flatMap(field -> field.keys(field.name))
                .toList();
    }

    private Stream<String> keys(String path) {
        if (!fields.isEmpty()) {
            return keys().stream().map(key -> path + "." + key);
        }
        boolean hasOrder =
                Comparable.class.isAssignableFrom(type) && Mapping.target(Objects.requireNonNull(attribute)) == null;
        return hasOrder ? Stream.of(path) : Stream.empty();
    }

    /** Finds the fields of entities and embeddables. */
    private record Finder(Mapping mapping) {

        List<ZooView> fields(EntityType<?> entity, ManagedType<?> owner, List<String> way, int depth) {
            return owner.getAttributes().stream()
                    .sorted(Comparator.comparing(Attribute::getName))
                    .flatMap(attribute -> field(entity, owner, way, attribute.getName(), depth).stream())
                    .toList();
        }

        private Optional<ZooView> field(
                EntityType<?> entity, ManagedType<?> owner, List<String> way, String name, int depth) {
            ResolvedAttribute found = mapping.resolve(entity, way, owner, name);
            ManagedType<?> target = found.target();
            boolean list = found.attribute().isCollection();
            if (target instanceof EntityType<?> && depth == DEPTH) {
                return Optional.empty();
            }
            List<ZooView> fields = List.of();
            if (target instanceof EntityType<?> next) {
                fields = fields(next, next, List.of(), depth + 1);
            } else if (target != null && hasMembers(target)) {
                List<String> within = new ArrayList<>(way);
                within.add(name);
                fields = list ? fields(entity, target, within, DEPTH) : fields(entity, target, within, depth);
            }
            return Optional.of(new ZooView(name, found.attribute(), fields, list, Types.boxed(found.type())));
        }

        /** Not so for a type of its own, such as that of a time with its zone, which is a value for Java. */
        private static boolean hasMembers(ManagedType<?> type) {
            return type.getAttributes().stream().allMatch(attribute -> attribute.getJavaMember() != null);
        }
    }
}
