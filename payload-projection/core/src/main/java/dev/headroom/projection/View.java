package dev.headroom.projection;

import dev.headroom.projection.Source.Attribute;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of an entity or an embeddable, checked against the mapping.
 *
 * @param constructor of the record, which takes its parts in their order; null for the only value of an element
 */
record View(@Nullable Constructor<?> constructor, List<Part> parts) {

    /** The record, and those of the parts within. */
    List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>();
        if (constructor != null) {
            types.add(constructor.getDeclaringClass());
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

    /** One component of the record. */
    sealed interface Part {

        /** The component's name, which is also that of its field in an answer. */
        String name();
    }

    /**
     * A value.
     *
     * @param conversion to the component's type; null if it has that already
     */
    record Value(String name, Source source, @Nullable UnaryOperator<Object> conversion) implements Part {}

    /**
     * A record within: of an association to one entity, or of an embeddable.
     *
     * @param presence what is null if there is none; null for an embeddable, which is there if one of its values is
     */
    record Nested(String name, View view, @Nullable Attribute presence) implements Part {}

    /**
     * A list, by a statement of its own.
     *
     * @param element what is shown of an element: a view, or a single value
     * @param set whether the component is a set
     */
    record Children(String name, ChildCollection collection, View element, boolean values, boolean set)
            implements Part {}
}
