package dev.headroom.projection;

import jakarta.persistence.EntityNotFoundException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.hibernate.Hibernate;
import org.hibernate.ObjectNotFoundException;
import org.jspecify.annotations.Nullable;

/** What entities and views hold, as maps that can be compared. */
final class ZooValues {

    private ZooValues() {}

    /** What a view of an entity shows under a mask. */
    static @Nullable Map<String, @Nullable Object> ofEntity(
            ZooView view, @Nullable Object entity, String prefix, Predicate<String> wanted) {
        Object loaded = loaded(entity);
        if (loaded == null) {
            return null;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (ZooView field : view.fields()) {
            String path = prefix + field.name();
            if (field.fields().isEmpty()
                    ? wanted.test(path)
                    : field.leaves(path + ".").anyMatch(wanted)) {
                Object value =
                        read(loaded, Objects.requireNonNull(field.attribute()).getJavaMember());
                shown.put(field.name(), ofAttribute(field, value, path, wanted));
            }
        }
        boolean absent = view.isEmbeddable()
                && !view.list()
                && !ValueContents.hasCollection(Mapping.target(Objects.requireNonNull(view.attribute())))
                && shown.values().stream().allMatch(Objects::isNull);
        return absent ? null : shown;
    }

    private static @Nullable Object ofAttribute(
            ZooView field, @Nullable Object value, String path, Predicate<String> wanted) {
        if (!field.list()) {
            return field.fields().isEmpty() ? plain(value) : ofEntity(field, value, path + ".", wanted);
        }
        Collection<?> elements =
                value == null ? List.of() : value instanceof Map<?, ?> map ? map.values() : (Collection<?>) value;
        List<@Nullable Object> shown = new ArrayList<>();
        for (Object element : elements) {
            if (element == null) {
                continue; // a hole of an index, which is no element
            }
            shown.add(field.fields().isEmpty() ? plain(element) : ofEntity(field, element, path + ".", wanted));
        }
        return sorted(shown);
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

    /** A view that was read: a record, a row, or what a writer was given. */
    static @Nullable Object ofView(@Nullable Object view) {
        if (view instanceof Row row) {
            return ofView(row.toMap());
        }
        if (view instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            map.forEach((name, value) -> shown.put((String) name, ofView(value)));
            return shown;
        }
        if (view instanceof Collection<?> list) {
            return sorted(
                    list.stream().map(ZooValues::ofView).collect(ArrayList::new, ArrayList::add, ArrayList::addAll));
        }
        return view instanceof Record made && made.getClass().getSimpleName().startsWith("ZooView")
                ? ofRecord(made)
                : plain(view);
    }

    private static Map<String, @Nullable Object> ofRecord(Record view) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (RecordComponent component : view.getClass().getRecordComponents()) {
            shown.put(component.getName(), ofView(read(view, component.getAccessor())));
        }
        return shown;
    }

    /** Elements have no order that both sides know. */
    private static List<@Nullable Object> sorted(List<@Nullable Object> elements) {
        elements.sort(Comparator.comparing(String::valueOf));
        return elements;
    }

    /** Arrays are compared by their elements. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
            return ofView(value);
        }
        if (value == null || !value.getClass().isArray()) {
            return value;
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int index = 0; index < Array.getLength(value); index++) {
            elements.add(plain(Array.get(value, index)));
        }
        return elements;
    }
}
