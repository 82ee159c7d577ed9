package dev.headroom.projection;

import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.from.SqmRoot;

/** Finds the paths of an expression that Hibernate reads by an inner join, with which rows would be lost. */
record InnerJoins(Mapping mapping) {

    /** The path of a value behind an association that may be empty. */
    Optional<String> find(SqmRoot<?> root, Class<?> type) {
        EntityType<?> entity = mapping.entity(type);
        return find(root, entity, entity, List.of());
    }

    /**
     * @param path to what has the attributes
     * @param entity that it belongs to
     * @param owner the entity or an embeddable in it
     * @param way from the entity to the embeddable
     */
    private Optional<String> find(SqmPath<?> path, EntityType<?> entity, ManagedType<?> owner, List<String> way) {
        for (SqmPath<?> next : path.getReusablePaths()) {
            String name = name(next);
            Optional<String> behind = Mapping.find(owner, name)
                    .filter(attribute -> !attribute.isCollection())
                    .flatMap(attribute -> behind(next, entity, way, mapping.resolve(entity, way, owner, name)));
            if (behind.isPresent()) {
                return behind.map(rest -> name + "." + rest);
            }
        }
        return Optional.empty();
    }

    private Optional<String> behind(
            SqmPath<?> path, EntityType<?> entity, List<String> way, ResolvedAttribute attribute) {
        if (attribute.target() instanceof EntityType<?> target) {
            boolean mayBeEmpty = Mapping.isOptional(attribute.attribute()) || References.mayBeEmpty(attribute.part());
            return mayBeEmpty ? joined(path, attribute) : find(path, target, target, List.of());
        }
        if (attribute.target() == null) {
            return Optional.empty();
        }
        List<String> within = new ArrayList<>(way);
        within.add(attribute.attribute().getName());
        return find(path, entity, attribute.target(), within);
    }

    /** A value of a target that no column of the owner holds. */
    private static Optional<String> joined(SqmPath<?> association, ResolvedAttribute attribute) {
        ManagedType<?> target = Objects.requireNonNull(attribute.target());
        Predicate<String> held = References.isIdReadWithoutTarget(attribute.part())
                ? value -> Mapping.isId(target, value)
                : value -> false;
        return association.getReusablePaths().stream()
                .map(InnerJoins::name)
                .filter(held.negate())
                .findFirst();
    }

    private static String name(SqmPath<?> path) {
        return path.getReferencedPathSource().getPathName();
    }
}
