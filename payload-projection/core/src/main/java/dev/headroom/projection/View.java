package dev.headroom.projection;

import dev.headroom.projection.Source.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of an entity or an embeddable, checked against the mapping.
 *
 * @param constructor takes the values of the parts in their order; null for the only value of an element
 */
record View(@Nullable ViewConstructor constructor, List<Part> parts) {

    /** The record or interface, and those of the parts within. */
    List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>();
        if (constructor != null) {
            types.add(constructor.type());
        }
        for (Part part : parts) {
            if (part instanceof Nested nested) {
                types.addAll(nested.view().types());
            } else if (part instanceof Children children) {
                types.addAll(children.element().types());
            }
        }
        return types;
    }

    /** The paths of all values that are shown. */
    List<String> fields() {
        List<String> paths = new ArrayList<>();
        addFields("", paths);
        return paths;
    }

    private void addFields(String prefix, List<String> paths) {
        for (Part part : parts) {
            String path = prefix + part.name();
            if (part instanceof Nested nested) {
                nested.view().addFields(path + ".", paths);
            } else if (part instanceof Children children && !children.values()) {
                children.element().addFields(path + ".", paths);
            } else {
                paths.add(path);
            }
        }
    }

    /** One component of the view. */
    sealed interface Part {

        /** The component's name, which is also that of its field in an answer. */
        String name();
    }

    /**
     * A value.
     *
     * @param conversion to the component's type; null if it has that already
     */
    record Value(String name, Source source, @Nullable UnaryOperator<Object> conversion) implements Part {

        public Value {
            if (conversion == Types.SAME) {
                conversion = null;
            }
        }
    }

    /**
     * The URL of a large object.
     *
     * @param field its path in the whole view
     * @param key what tells the objects apart
     * @param version what changes with the object; null if nothing does
     */
    record Link(
            String name,
            String field,
            Attribute key,
            @Nullable Attribute version,
            MediaUrls urls) implements Part {}

    /**
     * A view within: of an association to one entity, or of an embeddable.
     *
     * @param presence what is null if there is none; null for an embeddable, which is there if one of its values is
     * @param always whether it is there in any case, as an embeddable that has a collection
     */
    record Nested(String name, View view, @Nullable Attribute presence, boolean always) implements Part {}

    /**
     * A list, by a statement of its own.
     *
     * @param element what is shown of an element: a view, or a single value
     * @param set whether the component is a set
     */
    record Children(String name, ChildCollection collection, View element, boolean values, boolean set)
            implements Part {}
}
