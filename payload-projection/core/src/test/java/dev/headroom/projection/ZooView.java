package dev.headroom.projection;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.TypeManifestation;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import org.jspecify.annotations.Nullable;

/**
 * A view that shows all that an entity has, as far as some to-one steps, and how a record for it is made.
 *
 * @param attribute that the component shows; null for the view itself
 * @param fields within; none for a value
 * @param list whether it is a collection
 * @param type of the value, or of the elements
 */
record ZooView(String name, @Nullable Attribute<?, ?> attribute, List<ZooView> fields, boolean list, Class<?> type) {

    private static final int DEPTH = 2;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    static ZooView of(Mapping mapping, EntityType<?> entity) {
        return new ZooView(
                "", null, new Finder(mapping).fields(entity, entity, List.of(), 0), false, entity.getJavaType());
    }

    /** The same with some of the fields only. */
    ZooView with(List<ZooView> some) {
        return new ZooView(name, attribute, List.copyOf(some), list, type);
    }

    boolean isEmbeddable() {
        return attribute != null
                && Mapping.target(attribute) instanceof jakarta.persistence.metamodel.EmbeddableType<?>;
    }

    /** The paths of all values, and of the lists of values. */
    Stream<String> leaves(String prefix) {
        return fields.stream()
                .flatMap(field -> field.fields.isEmpty()
                        ? Stream.of(prefix + field.name)
                        : field.leaves(prefix + field.name + "."));
    }

    /**
     * A record with a component for each field.
     *
     * @param limit of each list
     */
    Class<?> toRecord(int limit) {
        return toRecord(ZooView.class.getClassLoader(), limit);
    }

    private Class<?> toRecord(ClassLoader before, int limit) {
        ClassLoader loader = before;
        DynamicType.Builder<?> builder = new ByteBuddy(ClassFileVersion.JAVA_V17)
                .makeRecord()
                .modifiers(Visibility.PUBLIC, TypeManifestation.FINAL)
                .name("dev.headroom.projection.ZooView" + NUMBERS.incrementAndGet());
        for (ZooView field : fields) {
            Class<?> shown = field.type;
            if (!field.fields.isEmpty()) {
                shown = field.toRecord(loader, limit);
                loader = shown.getClassLoader();
            }
            builder = field.component(builder, shown, limit);
        }
        try (DynamicType.Unloaded<?> made = builder.make()) {
            return made.load(loader).getLoaded();
        }
    }

    private DynamicType.Builder<?> component(DynamicType.Builder<?> builder, Class<?> shown, int limit) {
        if (!list) {
            return builder.defineRecordComponent(name, (Type) shown);
        }
        return builder.defineRecordComponent(
                        name,
                        TypeDescription.Generic.Builder.parameterizedType(List.class, shown)
                                .build())
                .annotateRecordComponent(AnnotationDescription.Builder.ofType(Many.class)
                        .define("limit", limit)
                        .build());
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
