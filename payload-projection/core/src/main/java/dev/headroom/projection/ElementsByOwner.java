package dev.headroom.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of a collection of many owners. */
final class ElementsByOwner<T extends @Nullable Object> {

    private final Map<Object, List<T>> lists;

    /** Each once, in the order of the rows that show their collection. */
    private final List<Object> owners;

    private @Nullable Object last;
    private List<T> ofLast = List.of();

    private ElementsByOwner(int expected) {
        lists = new HashMap<>(2 * expected);
        owners = new ArrayList<>(expected);
    }

    /**
     * Without elements yet.
     *
     * @param key where the owner's id is in the rows
     */
    static <T extends @Nullable Object> ElementsByOwner<T> of(List<@Nullable Object[]> rows, RowKey key) {
        ElementsByOwner<T> elements = new ElementsByOwner<>(rows.size());
        for (@Nullable Object[] row : rows) {
            Object owner = key.of(row);
            if (owner != null && elements.lists.putIfAbsent(owner, List.of()) == null) {
                elements.owners.add(owner);
            }
        }
        return elements;
    }

    List<Object> owners() {
        return owners;
    }

    void add(Object owner, T element) {
        if (!owner.equals(last)) {
            // Statements order the rows of an owner together.
            ofLast = lists.compute(owner, (same, list) -> list == null || list.isEmpty() ? new ArrayList<>() : list);
            last = owner;
        }
        ofLast.add(element);
    }

    List<T> of(@Nullable Object owner) {
        return owner == null ? List.of() : lists.getOrDefault(owner, List.of());
    }
}
