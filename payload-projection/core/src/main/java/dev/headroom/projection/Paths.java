package dev.headroom.projection;

import dev.headroom.projection.Source.Step;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.List;

/** Finds paths in the mapping, for one view. */
final class Paths {

    private final Mapping mapping;
    private final String view;

    /**
     * @param view its name, for messages
     */
    Paths(Mapping mapping, String view) {
        this.mapping = mapping;
        this.view = view;
    }

    /**
     * Follows a path as far as its first collection.
     *
     * @param component for which the path is, for messages
     * @return what it leads to; if that is a collection, and the path goes on, the rest of it is {@link #rest}
     */
    ResolvedPath follow(ResolvedPath start, String path, String component) {
        ResolvedPath at = start;
        for (String name : path.split("\\.", -1)) {
            if (at.isCollection()) {
                return at;
            }
            at = step(at, name, component);
        }
        return at;
    }

    /** The names of a path behind those that were followed. */
    static String rest(ResolvedPath start, ResolvedPath found, String path) {
        int followed = found.steps().size() - start.steps().size();
        List<String> names = List.of(path.split("\\.", -1));
        return String.join(".", names.subList(followed, names.size()));
    }

    private ResolvedPath step(ResolvedPath at, String name, String component) {
        ManagedType<?> owner = at.target();
        if (owner == null) {
            throw refused(
                    component,
                    "needs an attribute \"" + name + "\" of " + at.type().getSimpleName()
                            + ", which is a value and has no attributes: leave it out.");
        }
        Attribute<?, ?> attribute = Mapping.find(owner, name).orElseThrow(() -> unknown(owner, name, component));
        List<Step> steps = new ArrayList<>(at.steps());
        steps.add(new Step(name, Mapping.isToOne(attribute)));
        boolean optional = at.optional() || isOptional(attribute);
        boolean foreignKey = isForeignKey(at, owner, name);
        Class<?> type = attribute.isCollection() ? attribute.getJavaType() : Types.boxed(attribute.getJavaType());
        EntityType<?> entity = owner instanceof EntityType<?> itself ? itself : at.owner();
        return new ResolvedPath(steps, entity, attribute, type, Mapping.target(attribute), optional, foreignKey);
    }

    private boolean isForeignKey(ResolvedPath at, ManagedType<?> owner, String name) {
        return at.last() != null
                && at.owner() != null
                && at.isToOne()
                && Mapping.isId(owner, name)
                && mapping.hasForeignKeyToId(at.owner(), at.last().getName());
    }

    private static boolean isOptional(Attribute<?, ?> attribute) {
        return attribute instanceof SingularAttribute<?, ?> singular
                && singular.isOptional()
                && !singular.isId()
                && !singular.getJavaType().isPrimitive();
    }

    private InvalidProjectionException unknown(ManagedType<?> owner, String name, String component) {
        return refused(
                component,
                "needs an attribute \"" + name + "\" of "
                        + owner.getJavaType().getSimpleName() + ", which has none: name the component like one of "
                        + Mapping.names(owner) + ", or say where its value is with @Select.");
    }

    InvalidProjectionException refused(String component, String problem) {
        return new InvalidProjectionException("Component \"" + component + "\" of " + view + " " + problem);
    }
}
