package dev.headroom.projection;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the values that a view consists of: a component of its record, or an accessor of its interface.
 *
 * @param generic the type as it is written
 * @param annotated what bears its annotations
 */
record ViewComponent(String name, Class<?> type, Type generic, AnnotatedElement annotated) {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** The components of a record, in their order. */
    static List<ViewComponent> of(RecordComponent[] components) {
        return Arrays.stream(components)
                .map(component -> new ViewComponent(
                        component.getName(), component.getType(), component.getGenericType(), component))
                .toList();
    }

    <A extends Annotation> @Nullable A annotation(Class<A> type) {
        return annotated.getAnnotation(type);
    }

    /** The path of attributes that it shows. */
    String path() {
        Select select = annotation(Select.class);
        return select == null || select.value().isEmpty() ? name : select.value();
    }

    /** The subclass that has the first attribute of the path; null if all have it. */
    @Nullable Class<?> subclass() {
        Select select = annotation(Select.class);
        return select == null || select.of() == void.class ? null : select.of();
    }

    /** Whether a mask can name it. */
    boolean isField() {
        return FIELD.matcher(name).matches();
    }

    /** Whether values of a type are views of something. */
    static boolean isView(Class<?> type) {
        return type.isRecord() || type.isInterface();
    }
}
