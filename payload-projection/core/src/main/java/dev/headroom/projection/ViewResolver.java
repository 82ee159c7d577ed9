package dev.headroom.projection;

import dev.headroom.projection.View.Children;
import dev.headroom.projection.View.Nested;
import dev.headroom.projection.View.Part;
import dev.headroom.projection.View.Value;
import jakarta.persistence.metamodel.IdentifiableType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Checks a record against the mapping. */
final class ViewResolver {

    /**
     * What an application says of a view beside its record.
     *
     * @param expressions by the components that they are for
     * @param large components that may be large objects
     */
    record Options(Map<String, Source.Expression> expressions, Set<String> large) {}

    private final Mapping mapping;
    private final Options options;
    private final ChildResolver children;
    private final Deque<Class<?>> enclosing = new ArrayDeque<>();

    ViewResolver(Mapping mapping, Options options) {
        this.mapping = mapping;
        this.options = options;
        this.children = new ChildResolver(mapping, this);
    }

    View root(Class<?> entity, Class<?> view) {
        return view(ResolvedPath.start(entity, mapping.entity(entity)), view, "");
    }

    /**
     * @param base what the record shows
     * @param prefix of the place in the whole view, with a dot at its end; empty for the view itself
     */
    View view(ResolvedPath base, Class<?> type, String prefix) {
        Paths paths = new Paths(mapping, type.getSimpleName());
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new InvalidProjectionException(
                    type.getName() + " is no record: make it one, with a component for each value that it shows.");
        }
        if (enclosing.contains(type)) {
            throw new InvalidProjectionException(type.getName() + " contains itself at \"" + prefix
                    + "\", which would never end: make a record of its own for that place.");
        }
        enclosing.push(type);
        List<Part> parts = new ArrayList<>();
        for (RecordComponent component : components) {
            parts.add(part(base, component, prefix + component.getName(), paths));
        }
        enclosing.pop();
        return new View(constructor(type, components), List.copyOf(parts));
    }

    /** The canonical one, whatever others there are, and in whatever order. */
    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("A record has a canonical constructor: " + type.getName(), impossible);
        }
    }

    private Part part(ResolvedPath base, RecordComponent component, String place, Paths paths) {
        Source.Expression expression = options.expressions().get(place);
        if (expression != null) {
            return new Value(component.getName(), expression, null);
        }
        String path = path(component);
        ResolvedPath found = paths.follow(base, path, component.getName());
        if (found.isCollection()) {
            return children(base, found, component, place, paths);
        }
        if (component.getType().isRecord()
                && found.target() != null
                && !component.getType().equals(found.type())) {
            return nested(found, component, place);
        }
        return value(found, component, place, paths);
    }

    private static String path(RecordComponent component) {
        Select select = component.getAnnotation(Select.class);
        return select == null ? component.getName() : select.value();
    }

    private Nested nested(ResolvedPath found, RecordComponent component, String place) {
        View view = view(found.present(), component.getType(), place + ".");
        ResolvedPath presence =
                found.target() instanceof IdentifiableType<?> entity ? id(found, entity, component) : null;
        return new Nested(component.getName(), view, presence == null ? null : presence.source());
    }

    private ResolvedPath id(ResolvedPath at, IdentifiableType<?> entity, RecordComponent component) {
        Paths paths = new Paths(mapping, component.getDeclaringRecord().getSimpleName());
        String id = Mapping.idOf(entity)
                .orElseThrow(() -> paths.refused(
                        component.getName(),
                        "shows " + entity.getJavaType().getSimpleName()
                                + ", which has no id to tell whether it is there."))
                .getName();
        return paths.follow(at, id, component.getName());
    }

    private Value value(ResolvedPath found, RecordComponent component, String place, Paths paths) {
        if (found.isToOne()) {
            throw paths.refused(
                    component.getName(),
                    "would load the whole entity " + found.type().getSimpleName()
                            + ": make it a record of what is shown, or say which attribute with @Select.");
        }
        checkSize(found, place, paths, component.getName());
        checkNull(found, component, paths);
        return new Value(component.getName(), found.source(), conversion(found.type(), component, paths));
    }

    private static UnaryOperator<Object> conversion(Class<?> from, RecordComponent component, Paths paths) {
        return Types.conversion(from, component.getType())
                .orElseThrow(() -> paths.refused(
                        component.getName(),
                        "is of type "
                                + component.getType().getSimpleName() + ", but the attribute \"" + path(component)
                                + "\" is of type " + from.getSimpleName() + ": make the component that type."));
    }

    private void checkSize(ResolvedPath found, String place, Paths paths, String component) {
        if (Mapping.isLarge(found) && !options.large().contains(place)) {
            throw paths.refused(
                    component,
                    "would read a large object for each row: show a URL instead, or ask for it with"
                            + " withLargeObject(\"" + place + "\").");
        }
    }

    private static void checkNull(ResolvedPath found, RecordComponent component, Paths paths) {
        if (component.getType().isPrimitive() && found.optional()) {
            throw paths.refused(
                    component.getName(),
                    "is of the primitive type " + component.getType()
                            + ", but \"" + path(component) + "\" may be null: make it "
                            + Types.boxed(component.getType()).getSimpleName() + ", or the attribute not optional.");
        }
    }

    private Children children(
            ResolvedPath base, ResolvedPath found, RecordComponent component, String place, Paths paths) {
        String rest = Paths.rest(base, found, path(component));
        Type element = element(component, paths);
        return children.resolve(new ChildResolver.Request(base, found, component, element, rest, place), paths);
    }

    private static Type element(RecordComponent component, Paths paths) {
        boolean takesElements = Collection.class.isAssignableFrom(component.getType())
                && (component.getType().isAssignableFrom(List.class)
                        || component.getType().isAssignableFrom(Set.class));
        if (takesElements && component.getGenericType() instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[0];
            if (element instanceof Class<?> || element instanceof ParameterizedType) {
                return element;
            }
        }
        throw paths.refused(
                component.getName(),
                "shows the collection \"" + path(component)
                        + "\": make it a List or a Set of a record, or of the values that @Select names.");
    }
}
