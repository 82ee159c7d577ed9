package dev.headroom.projection;

import dev.headroom.projection.Source.Step;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.projection.internal.text.Suggestion;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.ManagedType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds paths in the mapping, for one view. */
final class Paths {

    /** The name of what is no component, but the order of a query. */
    static final String ORDER = "";

    private final Mapping mapping;
    private final String view;

    /**
     * @param view its name, for messages
     */
    Paths(Mapping mapping, String view) {
        this.mapping = mapping;
        this.view = view;
    }

    /** Follows the path of a component as far as its first collection. */
    ResolvedPath follow(ResolvedPath start, ViewComponent component) {
        return follow(start, component.path(), component.name(), subclass(start, component));
    }

    /**
     * Follows a path as far as its first collection.
     *
     * @param component for which the path is, for messages
     * @return what it leads to; if that is a collection, and the path goes on, the rest of it is {@link #rest}
     */
    ResolvedPath follow(ResolvedPath start, String path, String component) {
        return follow(start, path, component, null);
    }

    private ResolvedPath follow(ResolvedPath start, String path, String component, @Nullable EntityType<?> subclass) {
        ResolvedPath at = start;
        EntityType<?> of = subclass;
        for (String name : path.split("\\.", -1)) {
            if (at.isCollection()) {
                return at;
            }
            at = step(at, name, component, of);
            of = null;
        }
        return at;
    }

    /** The names of a path behind those that were followed. */
    static String rest(ResolvedPath start, ResolvedPath found, String path) {
        int followed = found.steps().size() - start.steps().size();
        List<String> names = List.of(path.split("\\.", -1));
        return String.join(".", names.subList(followed, names.size()));
    }

    /** The id of an entity, or one of its attributes. */
    ResolvedPath id(ResolvedPath at, String component) {
        ResolvedPath id = at;
        while (id.target() instanceof IdentifiableType<?> entity) {
            String name = Mapping.idOf(entity)
                    .orElseThrow(() -> refused(
                            component,
                            "shows " + entity.getJavaType().getSimpleName()
                                    + ", which has no id to tell whether it is there."))
                    .getName();
            id = step(id, name, component, null);
        }
        return id;
    }

    /** A single value of an entity's id, which is null if the entity is not there. */
    ResolvedPath presence(ResolvedPath at, String component) {
        ResolvedPath value = id(at, component);
        while (value.target() != null) {
            String first = Collections.min(Mapping.names(value.target()));
            value = id(step(value, first, component, null), component);
        }
        return value;
    }

    private @Nullable EntityType<?> subclass(ResolvedPath start, ViewComponent component) {
        Class<?> subclass = component.subclass();
        if (subclass == null) {
            return null;
        }
        ManagedType<?> base = start.target();
        return mapping.findEntity(subclass)
                .filter(entity -> base != null && base.getJavaType().isAssignableFrom(subclass))
                .orElseThrow(() -> refused(
                        component.name(),
                        "is of " + subclass.getSimpleName() + ", which is no subclass of "
                                + start.type().getSimpleName() + ": name one of "
                                + (base == null ? List.of() : mapping.subclasses(base)) + "."));
    }

    private ResolvedPath step(ResolvedPath at, String name, String component, @Nullable EntityType<?> subclass) {
        ManagedType<?> owner = subclass == null ? at.target() : subclass;
        if (owner == null) {
            throw refused(
                    component,
                    "needs an attribute \"" + name + "\" of " + at.type().getSimpleName()
                            + ", which is a value and has no attributes: leave it out.");
        }
        ResolvedAttribute found = resolve(at, owner, name).orElseThrow(() -> unknown(owner, name, component));
        if (found.any()) {
            throw refused(
                    component,
                    "shows \"" + name
                            + "\", which refers to entities of any type, with no table to join: leave it out, and"
                            + " read it with the entity.");
        }
        Attribute<?, ?> attribute = found.attribute();
        List<Step> steps = new ArrayList<>(at.steps());
        steps.add(found.step(subclass == null ? null : subclass.getName()));
        boolean optional = at.optional() || subclass != null || Mapping.isOptional(attribute);
        return new ResolvedPath(
                steps,
                owner instanceof EntityType<?> itself ? itself : at.owner(),
                attribute,
                Types.boxed(found.type()),
                found.target(),
                optional,
                hasForeignKey(at) && (attribute.isCollection() || (subclass == null && Mapping.isId(owner, name))));
    }

    private Optional<ResolvedAttribute> resolve(ResolvedPath at, ManagedType<?> owner, String name) {
        return Mapping.find(owner, name).map(attribute -> {
            if (owner instanceof EntityType<?> entity) {
                return mapping.resolve(entity, List.of(), owner, name);
            }
            EntityType<?> around = at.owner();
            return around == null
                    ? ResolvedAttribute.declared(attribute)
                    : mapping.resolve(around, at.wayFromOwner(), owner, name);
        });
    }

    /** Whether the id of what an association leads to is known without a join. */
    private boolean hasForeignKey(ResolvedPath at) {
        return at.last() != null
                && at.owner() != null
                && at.isToOne()
                && at.wayFromOwner().size() == 1
                && mapping.hasForeignKeyToId(at.owner(), at.last().getName());
    }

    private InvalidProjectionException unknown(ManagedType<?> owner, String name, String component) {
        String inSubclass = mapping.subclassWith(owner, name)
                .map(subclass -> " " + subclass + " has it: say so with @Select(of = " + subclass + ".class).")
                .orElse("");
        String meant = Suggestion.of(name, Mapping.names(owner))
                .map(closest -> ": did you mean \"" + closest + "\"?")
                .orElse(".");
        return refused(
                component,
                "needs an attribute \"" + name + "\" of "
                        + owner.getJavaType().getSimpleName() + ", which has none" + meant + inSubclass
                        + " There are " + String.join(", ", Mapping.names(owner))
                        + (component.equals(ORDER) ? "." : "; another name needs @Select with the attribute's."));
    }

    /**
     * @param component its name, or {@link #ORDER}
     */
    InvalidProjectionException refused(String component, String problem) {
        String place = component.equals(ORDER) ? "The order of " : "Component \"" + component + "\" of ";
        return new InvalidProjectionException(place + view + " " + problem);
    }
}
