package dev.headroom.projection;

import jakarta.persistence.EntityNotFoundException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.ObjectNotFoundException;
import org.jspecify.annotations.Nullable;

/** What entities and views hold, as maps that can be compared. */
final class ZooValues {

    private ZooValues() {}

    /** What a view of an entity, or of an embeddable, shows. */
    static @Nullable Map<String, @Nullable Object> ofEntity(ZooView view, @Nullable Object entity) {
        Object loaded = loaded(entity);
        if (loaded == null) {
            return null;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (ZooView field : view.fields()) {
            Object value =
                    read(loaded, Objects.requireNonNull(field.attribute()).getJavaMember());
            shown.put(field.name(), field.list() ? ofElements(field, value) : ofAttribute(field, value));
        }
        return view.isAbsent(shown) ? null : shown;
    }

    private static @Nullable Object ofAttribute(ZooView field, @Nullable Object value) {
        return field.fields().isEmpty() ? plain(value) : ofEntity(field, value);
    }

    private static List<@Nullable Object> ofElements(ZooView field, @Nullable Object value) {
        Collection<?> elements =
                value == null ? List.of() : value instanceof Map<?, ?> map ? map.values() : (Collection<?>) value;
        List<@Nullable Object> shown = new ArrayList<>();
        elements.stream()
                .filter(Objects::nonNull) // a hole of an index is no element
                .forEach(element -> shown.add(ofAttribute(field, element)));
        return comparable(field, shown);
    }

    /** The entity behind a reference; null if the mapping hides it. */
    private static @Nullable Object loaded(@Nullable Object entity) {
        try {
            return Hibernate.unproxy(entity);
        } catch (EntityNotFoundException | ObjectNotFoundException hidden) {
            return null;
        }
    }

    private static @Nullable Object read(Object owner, Member member) {
        try {
            ((AccessibleObject) member).setAccessible(true);
            return member instanceof Method method ? method.invoke(owner) : ((Field) member).get(owner);
        } catch (InvocationTargetException | IllegalAccessException failed) {
            throw new IllegalStateException(member.toString(), failed);
        }
    }

    /**
     * What was read as views.
     *
     * @param views records, rows, or what a writer was given
     */
    static List<@Nullable Object> ofViews(ZooView view, List<?> views) {
        List<@Nullable Object> shown = new ArrayList<>();
        views.forEach(each -> shown.add(ofView(view, each)));
        return shown;
    }

    private static @Nullable Object ofView(ZooView view, @Nullable Object made) {
        if (made == null || view.fields().isEmpty()) {
            return plain(made);
        }
        Map<?, ?> values = made instanceof Map<?, ?> map ? map : made instanceof Row row ? row.toMap() : ofRecord(made);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (ZooView field : view.fields()) {
            if (values.containsKey(field.name())) {
                Object value = values.get(field.name());
                shown.put(
                        field.name(),
                        field.list()
                                ? comparable(field, ofViews(field, (List<?>) Objects.requireNonNull(value)))
                                : ofView(field, value));
            }
        }
        return shown;
    }

    static Map<String, @Nullable Object> ofRecord(Object view) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (var component : view.getClass().getRecordComponents()) {
            values.put(component.getName(), read(view, component.getAccessor()));
        }
        return values;
    }

    /** Elements have an order that both sides know only if the mapping says so. */
    static List<@Nullable Object> comparable(ZooView list, List<@Nullable Object> elements) {
        if (!list.isOrdered()) {
            elements.sort(Comparator.comparing(String::valueOf));
        }
        return elements;
    }

    /** Arrays are compared by their elements. */
    static @Nullable Object plain(@Nullable Object value) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> elements.add(plain(element)));
            return elements;
        }
        if (value == null || !value.getClass().isArray()) {
            return value;
        }
        IntStream.range(0, Array.getLength(value)).forEach(index -> elements.add(plain(Array.get(value, index))));
        return elements;
    }
}
