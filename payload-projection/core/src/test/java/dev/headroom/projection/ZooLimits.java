package dev.headroom.projection;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a view shows if its lists end earlier. */
final class ZooLimits {

    private ZooLimits() {}

    /**
     * @param view of which this is shown
     * @param limit of each list
     */
    static @Nullable Object first(ZooView view, @Nullable Object shown, int limit) {
        if (view.fields().isEmpty() || shown == null) {
            return shown;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (ZooView field : view.fields()) {
            Object value = component(shown, field.name());
            fields.put(field.name(), field.list() ? first(field, (List<?>) value, limit) : first(field, value, limit));
        }
        return fields;
    }

    private static List<@Nullable Object> first(ZooView view, @Nullable List<?> elements, int limit) {
        List<@Nullable Object> some = new ArrayList<>();
        if (elements != null) {
            elements.stream().limit(limit).forEach(element -> some.add(first(view, (Object) element, limit)));
        }
        return some;
    }

    private static @Nullable Object component(Object view, String name) {
        try {
            return view.getClass().getMethod(name).invoke(view);
        } catch (NoSuchMethodException | InvocationTargetException | IllegalAccessException failed) {
            throw new IllegalStateException(name, failed);
        }
    }
}
