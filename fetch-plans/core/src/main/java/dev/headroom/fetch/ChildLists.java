package dev.headroom.fetch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.Hibernate;

/** Children by their name in the plan and their owner. Filled while a plan is loaded, and read only afterwards. */
final class ChildLists {

    private final Map<String, Named> named = new TreeMap<>();

    /**
     * By identity: equals of an entity may load what is lazy, or take two entities for one.
     */
    private record Named(Class<?> type, Map<Object, List<?>> byOwner) {}

    /** Empty lists for all names of a plan, because a name without any owner is still a name. */
    ChildLists(Level roots) {
        roots.lists()
                .forEach(list -> named.put(list.name(), new Named(list.query().child(), new IdentityHashMap<>())));
    }

    boolean isEmpty() {
        return named.isEmpty();
    }

    String names() {
        return String.join(", ", named.keySet());
    }

    <C> void put(ChildPlan<C> children, Object owner, List<C> list) {
        named(children.name()).byOwner().put(owner, Collections.unmodifiableList(list));
    }

    <C> List<C> of(Object owner, String name, Class<C> type) {
        Named lists = named(name);
        if (!type.isAssignableFrom(lists.type())) {
            throw new MisusedFetchPlanException("The children \"" + name + "\" are of "
                    + lists.type().getName() + " and not of " + type.getName() + ": ask for them as the plan says.");
        }
        Object instance = Hibernate.isInitialized(owner) ? Hibernate.unproxy(owner) : owner;
        List<?> list = lists.byOwner().get(instance);
        if (list == null) {
            throw new MisusedFetchPlanException("No children \"" + name + "\" were read for the given instance of "
                    + instance.getClass().getName() + ": pass one of roots(), or the entity that the path leads to.");
        }
        return list.stream().<C>map(type::cast).toList();
    }

    private Named named(String name) {
        Named lists = named.get(name);
        if (lists == null) {
            throw new MisusedFetchPlanException("The plan reads no children by the name \"" + name + "\": "
                    + (isEmpty() ? "add children(…) to it." : "choose one of " + names() + "."));
        }
        return lists;
    }
}
