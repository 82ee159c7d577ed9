package dev.headroom.projection;

import dev.headroom.projection.Source.Step;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that an entity's id consists of, each by a path from the entity: an id may be an embeddable, have several
 * attributes, or hold associations, whose targets are never loaded.
 */
record IdPaths(Mapping mapping) {

    /** Sources from the entity, in an order that is always the same. */
    List<Source.Attribute> of(EntityType<?> entity) {
        List<Source.Attribute> paths = new ArrayList<>();
        entity.getSingularAttributes().stream()
                .filter(SingularAttribute::isId)
                .sorted(Comparator.comparing(Attribute::getName))
                .forEach(id -> addTo(paths, List.of(), entity, entity, id.getName()));
        return paths;
    }

    private void addTo(
            List<Source.Attribute> paths, List<Step> way, EntityType<?> entity, ManagedType<?> owner, String name) {
        ResolvedAttribute attribute = mapping.resolve(entity, names(way), owner, name);
        List<Step> steps = new ArrayList<>(way);
        steps.add(attribute.step(null));
        ManagedType<?> target = attribute.target();
        if (target == null) {
            paths.add(new Source.Attribute(steps, false));
        } else if (target instanceof EntityType<?> referred) {
            boolean foreignKey = way.isEmpty() && mapping.hasForeignKeyToId(entity, name);
            of(referred).forEach(id -> paths.add(behind(steps, id, foreignKey)));
        } else {
            target.getAttributes().stream()
                    .sorted(Comparator.comparing(Attribute::getName))
                    .forEach(within -> addTo(paths, steps, entity, target, within.getName()));
        }
    }

    /**
     * @param foreignKey whether the association before it refers to the id by columns of its own
     */
    private static Source.Attribute behind(List<Step> association, Source.Attribute id, boolean foreignKey) {
        List<Step> steps = new ArrayList<>(association);
        steps.addAll(id.steps());
        return new Source.Attribute(
                steps, id.foreignKey() || (foreignKey && id.steps().size() == 1));
    }

    /** The path as text of the query language. */
    static String text(Source.Attribute id) {
        return String.join(".", names(id.steps()));
    }

    private static List<String> names(List<Step> steps) {
        return steps.stream().map(Step::name).collect(Collectors.toList());
    }

    /** The id of an entity that is one value of its own; null for another. */
    static @Nullable String single(List<Source.Attribute> ids) {
        return ids.size() == 1 && ids.get(0).steps().size() == 1
                ? ids.get(0).steps().get(0).name()
                : null;
    }
}
