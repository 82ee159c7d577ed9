package dev.headroom.projection;

import dev.headroom.projection.Source.Step;
import dev.headroom.projection.View.Children;
import dev.headroom.projection.View.Value;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out how the elements of a collection are read. */
final class ChildResolver {

    /**
     * A component that shows a collection.
     *
     * @param collection the attribute
     * @param element what the component holds
     * @param rest of the path behind the collection; empty if it ends there
     * @param place in the whole view
     */
    record Request(ResolvedPath collection, ViewComponent component, Type element, String rest, String place) {}

    private final Mapping mapping;
    private final ViewResolver views;

    ChildResolver(Mapping mapping, ViewResolver views) {
        this.mapping = mapping;
        this.views = views;
    }

    Children resolve(Request request, Paths paths) {
        Many many = request.component().annotation(Many.class);
        String name = request.component().name();
        if (many != null && many.limit() < 1) {
            throw paths.refused(name, "has @Many(limit = " + many.limit() + "): at least 1 element is needed.");
        }
        PluralAttribute<?, ?, ?> attribute = Objects.requireNonNull(
                (PluralAttribute<?, ?, ?>) request.collection().last());
        ResolvedPath element = ResolvedPath.start(attribute.getElementType().getJavaType(), Mapping.target(attribute));
        Class<?> shown = Types.raw(request.element());
        boolean values = !request.rest().isEmpty() || !ViewComponent.isView(shown) || element.target() == null;
        View view = values
                ? new View(null, List.of(value(request, element, shown, paths)))
                : views.elements(element, shown, request.place() + ".");
        return new Children(
                name,
                collection(request, element, many, paths),
                view,
                values,
                request.component().type() == Set.class);
    }

    private Value value(Request request, ResolvedPath element, Class<?> shown, Paths paths) {
        String name = request.component().name();
        ResolvedPath found = request.rest().isEmpty() ? element : paths.follow(element, request.rest(), name);
        if (ValueContents.hasEntity(found.target()) || found.isCollection()) {
            throw paths.refused(
                    name,
                    "is a list of " + shown.getSimpleName() + ", but would load whole entities "
                            + found.type().getSimpleName()
                            + ": make it a list of a record of what is shown, or name one of their attributes with"
                            + " @Select.");
        }
        views.checkSize(ValueContents.isLarge(found), request.place(), request.component(), paths);
        return new Value(
                name,
                found.source(),
                Types.conversion(found.type(), shown)
                        .orElseThrow(() -> paths.refused(
                                name,
                                "is a list of " + shown.getSimpleName()
                                        + ", but the values are of type "
                                        + found.type().getSimpleName()
                                        + ": make it a list of that type.")));
    }

    private ChildCollection collection(Request request, ResolvedPath element, @Nullable Many many, Paths paths) {
        List<Step> steps = request.collection().steps();
        int entity = steps.size() - 1;
        while (entity > 0 && !steps.get(entity - 1).toOne()) {
            entity--;
        }
        EntityType<?> owner = owner(request, paths);
        String id = owner.hasSingleIdAttribute()
                ? Mapping.idOf(owner).map(SingularAttribute::getName).orElse(null)
                : null;
        if (id == null && many != null && many.limit() != Many.ALL && !mapping.hasLateral()) {
            throw paths.refused(
                    request.component().name(),
                    "has a limit for each " + owner.getName()
                            + ", whose id has several attributes, which only PostgreSQL"
                            + " can limit: map the id with @EmbeddedId, or read all.");
        }
        String attribute =
                steps.subList(entity, steps.size()).stream().map(Step::name).collect(Collectors.joining("."));
        return new ChildCollection(
                owner.getName(),
                attribute,
                id,
                key(steps.subList(0, entity), id, request.collection().foreignKey()),
                mapping.takesArrays(owner),
                mapping.mappedBy(owner, attribute),
                element.target() instanceof EntityType<?> child ? child.getName() : null,
                many == null ? Many.ALL : many.limit(),
                new ChildOrder(mapping, paths, request.component().name())
                        .of(owner, attribute, element, many == null ? "" : many.orderBy()));
    }

    private static EntityType<?> owner(Request request, Paths paths) {
        EntityType<?> owner = request.collection().owner();
        if (owner == null) {
            throw paths.refused(
                    request.component().name(),
                    "is a collection of an embeddable in a collection, which nothing can be asked for: leave it out.");
        }
        return owner;
    }

    private static Source key(List<Step> way, @Nullable String id, boolean foreignKey) {
        if (id == null) {
            return new Source.Identity(List.copyOf(way));
        }
        List<Step> key = new ArrayList<>(way);
        key.add(new Step(id, false));
        return new Source.Attribute(key, foreignKey);
    }
}
