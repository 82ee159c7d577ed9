package dev.headroom.projection;

import dev.headroom.projection.failure.InvalidProjectionException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Finds the components of an interface: its accessors, in the order of their names, since Java keeps none of methods. */
final class InterfaceView {

    /** The annotation by which a Spring projection computes a value of the whole entity. */
    private static final String OPEN = "org.springframework.beans.factory.annotation.Value";

    private InterfaceView() {}

    static List<Method> accessors(Class<?> view) {
        if (view.isSealed() || view.isAnnotation()) {
            throw new InvalidProjectionException(view.getName()
                    + " is an interface that cannot be implemented here: make it an ordinary one, or a record.");
        }
        TreeMap<String, Method> accessors = new TreeMap<>();
        for (Method method : view.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers()) && !isOfObject(method)) {
                check(view, method);
                accessors.merge(name(method), method, InterfaceView::moreSpecific);
            }
        }
        return List.copyOf(accessors.values());
    }

    static List<ViewComponent> components(List<Method> accessors) {
        return accessors.stream()
                .map(method ->
                        new ViewComponent(name(method), method.getReturnType(), method.getGenericReturnType(), method))
                .toList();
    }

    private static void check(Class<?> view, Method method) {
        if (method.getParameterCount() > 0 || method.getReturnType() == void.class) {
            throw new InvalidProjectionException("Method \"" + method.getName() + "\" of " + view.getSimpleName()
                    + " is no accessor, and a view cannot be changed: remove it, or make it a default method.");
        }
        for (Annotation annotation : method.getAnnotations()) {
            if (annotation.annotationType().getName().equals(OPEN)) {
                throw new InvalidProjectionException("Component \"" + name(method) + "\" of " + view.getSimpleName()
                        + " is computed by @Value, which would need the whole entity: make it a default method, or"
                        + " give it an expression(…).");
            }
        }
    }

    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(known -> known.getName().equals(method.getName())
                        && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }

    private static Method moreSpecific(Method one, Method other) {
        return one.getReturnType().isAssignableFrom(other.getReturnType()) ? other : one;
    }

    /** {@code title} of {@code title()} and of {@code getTitle()}. */
    static String name(Method method) {
        String name = method.getName();
        int prefix =
                name.startsWith("get") ? 3 : name.startsWith("is") && method.getReturnType() == boolean.class ? 2 : 0;
        if (prefix == 0 || name.length() == prefix || !Character.isUpperCase(name.charAt(prefix))) {
            return name;
        }
        return Character.toLowerCase(name.charAt(prefix)) + name.substring(prefix + 1);
    }
}
