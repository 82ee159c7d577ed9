package dev.headroom.projection;

import dev.headroom.projection.Source.Step;
import dev.headroom.projection.View.Children;
import dev.headroom.projection.View.Value;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.PluralAttribute;
import java.lang.reflect.RecordComponent;
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
     * @param base what the component's record shows
     * @param collection the attribute
     * @param element what the component holds
     * @param rest of the path behind the collection; empty if it ends there
     * @param place in the whole view
     */
    record Request(
            ResolvedPath base,
            ResolvedPath collection,
            RecordComponent component,
            Type element,
            String rest,
            String place) {}

    private final Mapping mapping;
    private final ViewResolver views;

    ChildResolver(Mapping mapping, ViewResolver views) {
        this.mapping = mapping;
        this.views = views;
    }

    Children resolve(Request request, Paths paths) {
        Many many = request.component().getAnnotation(Many.class);
        String name = request.component().getName();
        if (many != null && many.limit() < 1) {
            throw paths.refused(name, "has @Many(limit = " + many.limit() + "): at least 1 element is needed.");
        }
        PluralAttribute<?, ?, ?> attribute = Objects.requireNonNull(
                (PluralAttribute<?, ?, ?>) request.collection().last());
        ResolvedPath element = ResolvedPath.start(attribute.getElementType().getJavaType(), Mapping.target(attribute));
        Class<?> shown = Types.raw(request.element());
        boolean values = !shown.isRecord() || !request.rest().isEmpty();
        View view = values
                ? new View(null, List.of(value(request, element, shown, paths)))
                : views.view(element, shown, request.place() + ".");
        return new Children(
                name,
                collection(request, element, many, paths),
                view,
                values,
                request.component().getType() == Set.class);
    }

    private static Value value(Request request, ResolvedPath element, Class<?> shown, Paths paths) {
        String name = request.component().getName();
        ResolvedPath found = request.rest().isEmpty() ? element : paths.follow(element, request.rest(), name);
        if (found.target() != null || found.isCollection()) {
            throw paths.refused(
                    name,
                    "is a list of " + shown.getSimpleName() + ", but the elements are "
                            + found.type().getSimpleName()
                            + ": make it a list of records, or name one of their attributes with"
                            + " @Select.");
        }
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
        EntityType<?> owner = Objects.requireNonNull(request.collection().owner(), "owner");
        String id = Mapping.idOf(owner)
                .filter(only -> owner.hasSingleIdAttribute())
                .orElseThrow(() -> paths.refused(
                        request.component().getName(),
                        "is a collection of " + owner.getName()
                                + ", whose id has several attributes: an owner needs one @Id or an @EmbeddedId."))
                .getName();
        List<Step> steps = request.collection().steps();
        int entity = steps.size() - 1;
        while (entity > 0 && !steps.get(entity - 1).toOne()) {
            entity--;
        }
        String attribute =
                steps.subList(entity, steps.size()).stream().map(Step::name).collect(Collectors.joining("."));
        List<Step> key = new ArrayList<>(steps.subList(0, entity));
        key.add(new Step(id, false));
        return new ChildCollection(
                owner.getName(),
                attribute,
                id,
                new Source.Attribute(key, false),
                mapping.mappedBy(owner, attribute),
                element.target() instanceof EntityType<?> child ? child.getName() : null,
                many == null ? Many.ALL : many.limit(),
                order(request, element, many == null ? "" : many.orderBy(), paths));
    }

    private static List<Sort> order(Request request, ResolvedPath element, String orderBy, Paths paths) {
        String name = request.component().getName();
        List<Sort> order = new ArrayList<>(SortText.parse(orderBy, element, paths, name));
        if (element.target() instanceof EntityType<?> entity) {
            Mapping.idOf(entity)
                    .ifPresent(id -> order.add(
                            new Sort(paths.follow(element, id.getName(), name).source(), "")));
        } else if (element.target() == null) {
            order.add(new Sort(element.source(), ""));
        }
        return List.copyOf(order);
    }
}
