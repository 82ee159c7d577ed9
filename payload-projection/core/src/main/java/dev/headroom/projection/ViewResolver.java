package dev.headroom.projection;

import dev.headroom.projection.View.Children;
import dev.headroom.projection.View.Nested;
import dev.headroom.projection.View.Part;
import dev.headroom.projection.View.Value;
import dev.headroom.projection.failure.InvalidProjectionException;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.IdentifiableType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Checks a record or an interface against the mapping. For one view, once. */
final class ViewResolver {

    private final Mapping mapping;
    private final ViewOptions options;
    private final Expressions expressions;
    private final ChildResolver children;
    private final Deque<Class<?>> enclosing = new ArrayDeque<>();
    private final Set<String> places = new TreeSet<>();
    private int lists;

    ViewResolver(Mapping mapping, ViewOptions options, Class<?> entity) {
        this.mapping = mapping;
        this.options = options;
        this.expressions = mapping.expressions(entity);
        this.children = new ChildResolver(mapping, this);
    }

    View root(Class<?> entity, Class<?> type) {
        View view = view(ResolvedPath.start(entity, mapping.entity(entity)), type, "");
        options.check(type, places, place -> true);
        return view;
    }

    /** What is shown of the elements of a collection. */
    View elements(ResolvedPath element, Class<?> type, String prefix) {
        lists++;
        View view = view(element, type, prefix);
        lists--;
        return view;
    }

    /**
     * @param base what the view shows
     * @param prefix of the place in the whole view, with a dot at its end; empty for the view itself
     */
    private View view(ResolvedPath base, Class<?> type, String prefix) {
        if (enclosing.contains(type)) {
            throw new InvalidProjectionException(type.getName() + " contains itself at \"" + prefix
                    + "\", which would never end: make a record of its own for that place.");
        }
        enclosing.push(type);
        Paths paths = new Paths(mapping, type.getSimpleName());
        View view = type.isInterface() ? ofInterface(base, type, prefix, paths) : ofRecord(base, type, prefix, paths);
        enclosing.pop();
        return view;
    }

    private View ofInterface(ResolvedPath base, Class<?> type, String prefix, Paths paths) {
        List<Method> accessors = InterfaceView.accessors(type);
        List<ViewComponent> components = InterfaceView.components(accessors);
        return new View(new InterfaceConstructor(type, accessors), parts(base, components, prefix, paths));
    }

    private View ofRecord(ResolvedPath base, Class<?> type, String prefix, Paths paths) {
        RecordComponent[] declared = type.getRecordComponents();
        if (declared == null) {
            throw new InvalidProjectionException(type.getName()
                    + " is no record and no interface: make it one, with a component for each value that it shows.");
        }
        List<ViewComponent> components = ViewComponent.of(declared);
        return new View(RecordConstructor.of(type, components), parts(base, components, prefix, paths));
    }

    private List<Part> parts(ResolvedPath base, List<ViewComponent> components, String prefix, Paths paths) {
        Set<String> known = components.stream()
                .map(component -> prefix + component.name())
                .collect(Collectors.toCollection(TreeSet::new));
        options.check(
                enclosing.element(),
                known,
                place -> place.startsWith(prefix) && place.indexOf('.', prefix.length()) < 0);
        places.addAll(known);
        List<Part> parts = new ArrayList<>();
        for (ViewComponent component : components) {
            String place = prefix + component.name();
            parts.add(part(base, component, place, paths));
        }
        return List.copyOf(parts);
    }

    private Part part(ResolvedPath base, ViewComponent component, String place, Paths paths) {
        if (!component.isField()) {
            throw paths.refused(
                    component.name(),
                    "has a name that no field mask can have: give it one of ASCII letters, digits and \"_\", and the"
                            + " attribute's with @Select.");
        }
        Source.Expression expression = options.expressions().get(place);
        if (expression != null) {
            return expression(expression, base, component, place, paths);
        }
        Media media = component.annotation(Media.class);
        if (media != null) {
            return new LinkResolver(options.urls(), paths).link(base, media, component, place);
        }
        ResolvedPath found = paths.follow(base, component);
        if (found.isCollection()) {
            return children(base, found, component, place, paths);
        }
        if (component.annotation(Many.class) != null) {
            throw paths.refused(
                    component.name(),
                    "has @Many, but shows \"" + component.path() + "\", which is no collection: remove it.");
        }
        return isNested(component.type(), found)
                ? nested(found, component, place, paths)
                : value(found, component, place, paths);
    }

    private Value expression(
            Source.Expression expression, ResolvedPath base, ViewComponent component, String place, Paths paths) {
        if (lists > 0) {
            throw paths.refused(
                    component.name(),
                    "has an expression, but is beneath a list, where there is no e: map it with @Formula, or leave it"
                            + " out.");
        }
        if (base.target() instanceof EmbeddableType<?>) {
            throw paths.refused(
                    component.name(),
                    "has an expression, but is of an embeddable, which is there if one of its values is: move it to the"
                            + " record around it.");
        }
        Value value = expressions.value(expression, component, paths);
        checkSize(ValueContents.isLarge(component.type()), place, component, paths);
        return value;
    }

    static boolean isNested(Class<?> type, ResolvedPath found) {
        return found.target() != null && ViewComponent.isView(type) && !type.equals(found.type());
    }

    private Nested nested(ResolvedPath found, ViewComponent component, String place, Paths paths) {
        View view = view(found.present(), component.type(), place + ".");
        boolean entity = found.target() instanceof IdentifiableType<?>;
        return new Nested(
                component.name(),
                view,
                entity ? paths.presence(found, component.name()).source() : null,
                ValueContents.hasCollection(found.target()));
    }

    /** A value as it is. */
    private Value value(ResolvedPath found, ViewComponent component, String place, Paths paths) {
        if (ValueContents.hasEntity(found.target())) {
            throw paths.refused(
                    component.name(),
                    "would load the whole entity " + found.type().getSimpleName()
                            + ": make it a record of what is shown, or say which attribute with @Select.");
        }
        checkSize(ValueContents.isLarge(found), place, component, paths);
        UnaryOperator<Object> conversion = conversion(found.type(), component, paths);
        checkNull(found, component, paths);
        return new Value(component.name(), found.source(), conversion);
    }

    private static UnaryOperator<Object> conversion(Class<?> from, ViewComponent component, Paths paths) {
        return Types.conversion(from, component.type())
                .orElseThrow(() -> paths.refused(
                        component.name(),
                        "is of type " + component.type().getSimpleName() + ", but the attribute \"" + component.path()
                                + "\" is of type " + from.getSimpleName() + ": make the component that type."));
    }

    void checkSize(boolean large, String place, ViewComponent component, Paths paths) {
        if (large && !options.large().contains(place)) {
            throw paths.refused(
                    component.name(),
                    "would read a large object for each row: show a URL instead, or ask for it with"
                            + " withLargeObject(\"" + place + "\").");
        }
    }

    private static void checkNull(ResolvedPath found, ViewComponent component, Paths paths) {
        if (component.type().isPrimitive() && found.optional()) {
            throw paths.refused(
                    component.name(),
                    "is of the primitive type " + component.type() + ", but \"" + component.path()
                            + "\" may be null: make it "
                            + Types.boxed(component.type()).getSimpleName() + ", or the attribute not optional.");
        }
    }

    private Children children(
            ResolvedPath base, ResolvedPath found, ViewComponent component, String place, Paths paths) {
        String rest = Paths.rest(base, found, component.path());
        Type element = element(component, paths);
        return children.resolve(new ChildResolver.Request(found, component, element, rest, place), paths);
    }

    private static Type element(ViewComponent component, Paths paths) {
        boolean takesElements = Collection.class.isAssignableFrom(component.type())
                && (component.type().isAssignableFrom(List.class)
                        || component.type().isAssignableFrom(Set.class));
        if (takesElements && component.generic() instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[0];
            if (element instanceof Class<?> || element instanceof ParameterizedType) {
                return element;
            }
        }
        throw paths.refused(
                component.name(),
                "shows the collection \"" + component.path()
                        + "\": make it a List or a Set of a record, or of the values that @Select names.");
    }
}
