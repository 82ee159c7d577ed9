package dev.headroom.keyset.spring;

import dev.headroom.keyset.Keyset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The orders that a list offers to its readers, by name. A reader can ask for nothing else, so each order can have its
 * index. Immutable and thread-safe.
 *
 * <pre>{@code
 * KeysetOrders<Song> orders = KeysetOrders.of("name", byName).and("price,desc", dearestFirst);
 * }</pre>
 *
 * @param <E> the entity
 */
public final class KeysetOrders<E> {

    private final Keyset<E> standard;
    private final Map<String, Keyset<E>> byName;

    private KeysetOrders(Keyset<E> standard, Map<String, Keyset<E>> byName) {
        this.standard = standard;
        this.byName = Collections.unmodifiableMap(byName);
    }

    /**
     * Starts with the order that is taken if the reader asks for none.
     *
     * @param <E> the entity
     * @param name what readers call it: free text such as {@code "name"}, {@code "price,desc"} or {@code "-price"}
     * @param keyset the order
     * @return one order; add others with {@link #and}
     */
    public static <E> KeysetOrders<E> of(String name, Keyset<E> keyset) {
        return new KeysetOrders<>(Objects.requireNonNull(keyset, "keyset"), new LinkedHashMap<>()).and(name, keyset);
    }

    /**
     * Adds an order.
     *
     * @param name what readers call it
     * @param keyset the order
     * @return the orders with this one
     * @throws IllegalArgumentException if there is already an order of this name
     */
    public KeysetOrders<E> and(String name, Keyset<E> keyset) {
        Map<String, Keyset<E>> more = new LinkedHashMap<>(byName);
        if (more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(keyset, "keyset")) != null) {
            throw new IllegalArgumentException("There are two orders named \"" + name + "\": give one another name.");
        }
        return new KeysetOrders<>(standard, more);
    }

    /**
     * Finds the order that a reader asks for.
     *
     * @param name what the reader sent, compared letter by letter; null if nothing was sent
     * @return the order of this name; the first one that was defined, if the name is null
     * @throws UnknownSortException if there is no such order
     */
    public Keyset<E> choose(@Nullable String name) {
        if (name == null) {
            return standard;
        }
        Keyset<E> chosen = byName.get(name);
        if (chosen == null) {
            throw new UnknownSortException(name, names());
        }
        return chosen;
    }

    /**
     * What readers can ask for.
     *
     * @return the names, in the order in which they were defined
     */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * The names.
     *
     * @return such as {@code "KeysetOrders[name, price,desc]"}
     */
    @Override
    public String toString() {
        return "KeysetOrders" + names();
    }

    Class<E> entity() {
        return standard.entity();
    }
}
