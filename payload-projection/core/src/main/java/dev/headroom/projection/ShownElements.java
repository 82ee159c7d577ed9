package dev.headroom.projection;

import dev.headroom.projection.Shape.Inner;
import dev.headroom.projection.Shape.Listed;
import dev.headroom.projection.Shape.Scalar;
import dev.headroom.projection.Shape.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of a collection that are shown: of a set, those that show the same only once. */
final class ShownElements {

    private final LoadedChildren<@Nullable Object[]> children;

    private ShownElements(LoadedChildren<@Nullable Object[]> children) {
        this.children = children;
    }

    static Collection<@Nullable Object[]> of(
            Listed listed, @Nullable Object[] row, LoadedChildren<@Nullable Object[]> children) {
        List<@Nullable Object[]> elements = children.of(listed, row);
        return isDistinct(listed)
                ? new ShownElements(children).distinct(listed, elements).values()
                : elements;
    }

    /** Elements that differ in what a mask leaves out are different ones. */
    private static boolean isDistinct(Listed listed) {
        return listed.set()
                && (listed.statement().values() || listed.statement().shape().constructor() != null);
    }

    private Map<List<@Nullable Object>, @Nullable Object[]> distinct(Listed listed, List<@Nullable Object[]> elements) {
        Map<List<@Nullable Object>, @Nullable Object[]> distinct = new LinkedHashMap<>();
        for (@Nullable Object[] element : elements) {
            distinct.putIfAbsent(shown(listed.statement().shape(), element), element);
        }
        return distinct;
    }

    private List<@Nullable Object> shown(Shape shape, @Nullable Object[] row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Slot slot : shape.slots()) {
            values.add(shown(slot, row));
        }
        return values;
    }

    private @Nullable Object shown(Slot slot, @Nullable Object[] row) {
        if (slot instanceof Scalar scalar) {
            return scalar.of(row);
        }
        if (slot instanceof Inner inner) {
            return RowMaker.isPresent(inner, row) ? shown(inner.shape(), row) : null;
        }
        Listed listed = (Listed) slot;
        return shownAll(listed, children.of(listed, row));
    }

    private Collection<List<@Nullable Object>> shownAll(Listed listed, List<@Nullable Object[]> elements) {
        return isDistinct(listed)
                ? distinct(listed, elements).keySet()
                : elements.stream()
                        .map(element -> shown(listed.statement().shape(), element))
                        .toList();
    }
}
