package dev.headroom.jobs.jackson;

import java.util.Map;
import tools.jackson.core.JacksonException;

/** Where in a text Jackson failed, by names of classes' properties; keys of maps are values, and are left out. */
final class JsonPlace {

    private JsonPlace() {}

    static String of(JacksonException failure) {
        StringBuilder place = new StringBuilder("$");
        failure.getPath().forEach(step -> place.append(name(step)));
        int column = failure.getLocation() == null ? 0 : failure.getLocation().getColumnNr();
        return column > 0 ? place.append(", column ").append(column).toString() : place.toString();
    }

    private static String name(JacksonException.Reference step) {
        if (isMap(step.from())) {
            return "[*]";
        }
        return step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName();
    }

    private static boolean isMap(Object from) {
        return from instanceof Map || (from instanceof Class<?> type && Map.class.isAssignableFrom(type));
    }
}
