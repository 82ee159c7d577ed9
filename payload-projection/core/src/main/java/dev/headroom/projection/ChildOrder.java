package dev.headroom.projection;

import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds the order of an owner's elements: the one that is asked for, else that of the collection's index or {@code @OrderBy};
 * and then their ids, or their values, so that it does not depend on how the database reads them.
 *
 * @param component for messages
 */
record ChildOrder(Mapping mapping, Paths paths, String component) {

    private static final Source INDEX = new Source.Expression("index(c)");

    /**
     * @param collection as a path from its owner
     * @param asked blank if none is
     */
    List<Sort> of(EntityType<?> owner, String collection, ResolvedPath element, String asked) {
        if (asked.isBlank() && mapping.collection(owner, collection).isIndexed()) {
            return List.of(new Sort(INDEX, ""));
        }
        String text = asked.isBlank() ? mapping.collection(owner, collection).orderBy() : asked;
        List<Sort> order = new ArrayList<>(SortText.parse(text, element, paths, component));
        if (element.target() instanceof EntityType<?> entity) {
            new IdPaths(mapping).of(entity).forEach(id -> order.add(new Sort(id, "")));
        } else if (element.target() == null) {
            order.add(new Sort(element.source(), ""));
        } else {
            values(element).forEach(value -> order.add(new Sort(value, "")));
        }
        return List.copyOf(order);
    }

    /** The values of an embeddable, which has no id, as far as databases can compare them. */
    private Stream<Source> values(ResolvedPath embeddable) {
        return Mapping.names(Objects.requireNonNull(embeddable.target())).stream()
                .map(name -> paths.follow(embeddable, name, component))
                .filter(value -> !value.isCollection())
                .flatMap(value -> value.target() instanceof EmbeddableType<?> ? values(value) : comparable(value));
    }

    private static Stream<Source> comparable(ResolvedPath value) {
        return Comparable.class.isAssignableFrom(value.type()) && !ValueContents.isLarge(value)
                ? Stream.of(value.source())
                : Stream.empty();
    }
}
