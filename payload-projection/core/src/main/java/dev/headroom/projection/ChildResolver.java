package dev.headroom.projection;

import dev.headroom.projection.Source.Step;
import dev.headroom.projection.View.Children;
import dev.headroom.projection.View.Value;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
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
        ResolvedPath element = ResolvedPath.start(
                request.collection().type(), request.collection().target());
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
        int limit = many == null ? Many.ALL : many.limit();
        List<Source.Attribute> ids = new IdPaths(mapping).of(owner);
        String attribute =
                steps.subList(entity, steps.size()).stream().map(Step::name).collect(Collectors.joining("."));
        return new ChildCollection(
                new ChildCollection.Owner(
                        owner.getName(), ids.stream().map(IdPaths::text).toList(), mapping.takesArrays(owner)),
                attribute,
                key(steps.subList(0, entity), ids, request.collection().foreignKey() && mapping.hasExactId(owner)),
                elements(owner, attribute, element, request.component().name(), paths),
                limit,
                new ChildOrder(mapping, paths, request.component().name())
                        .of(owner, attribute, element, many == null ? "" : many.orderBy()));
    }

    private ChildCollection.Elements elements(
            EntityType<?> owner, String attribute, ResolvedPath element, String component, Paths paths) {
        CollectionMapping collection = mapping.collection(owner, attribute);
        if (collection.filtersLinks()) {
            throw paths.refused(
                    component,
                    "shows \"" + attribute + "\", which has @FilterJoinTable: Hibernate reads no query of it while the"
                            + " filter is enabled. Map the links as an entity, or leave it out.");
        }
        return new ChildCollection.Elements(
                element.target() instanceof EntityType<?> child ? child.getName() : null,
                mapping.hasExactId(owner) ? collection.mappedBy() : null,
                collection.isLinked() || collection.isDeletedSoftly(),
                collection.hides(),
                presence(collection, element));
    }

    /** Elements are there if any of their columns is, for those of an outer join that found none. */
    private String presence(CollectionMapping collection, ResolvedPath element) {
        ManagedType<?> target = element.target();
        if (target == null) {
            return "c is not null";
        }
        if (target instanceof EntityType<?> entity) {
            return "c." + IdPaths.text(new IdPaths(mapping).of(entity).get(0)) + " is not null";
        }
        return collection.isIndexed()
                ? "index(c) is not null"
                : target.getAttributes().stream()
                        .filter(attribute -> Mapping.target(attribute) == null)
                        .map(attribute -> "c." + attribute.getName() + " is not null")
                        .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static EntityType<?> owner(Request request, Paths paths) {
        EntityType<?> owner = request.collection().owner();
        if (owner == null) {
            throw paths.refused(
                    request.component().name(),
                    "is a collection of an embeddable in a collection, which nothing can be asked for: leave it out.");
        }
        if (owner.hasSingleIdAttribute() && owner.getIdType().getJavaType().isArray()) {
            throw paths.refused(
                    request.component().name(),
                    "is a collection of " + owner.getName()
                            + ", whose id is an array, by which Java finds no elements: map the id as a UUID or a text, or"
                            + " leave it out.");
        }
        return owner;
    }

    /** Where the owner's id is for rows that lead to the owner. */
    private static List<Source> key(List<Step> way, List<Source.Attribute> ids, boolean foreignKey) {
        return ids.stream()
                .map(id -> key(way, id, foreignKey && ids.size() == 1))
                .toList();
    }

    private static Source key(List<Step> way, Source.Attribute id, boolean foreignKey) {
        List<Step> key = new ArrayList<>(way);
        key.addAll(id.steps());
        return new Source.Attribute(
                key, id.foreignKey() || (foreignKey && id.steps().size() == 1));
    }
}
