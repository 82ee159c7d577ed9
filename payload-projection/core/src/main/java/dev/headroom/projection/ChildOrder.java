package dev.headroom.projection;

import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the order of an owner's elements: the one that is asked for, else that of the collection's index or {@code @OrderBy};
 * and then their ids, so that it does not depend on how the database reads them.
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
        if (asked.isBlank() && mapping.isIndexed(owner, collection)) {
            return List.of(new Sort(INDEX, ""));
        }
        String text = asked.isBlank() ? mapping.orderBy(owner, collection) : asked;
        List<Sort> order = new ArrayList<>(SortText.parse(text, element, paths, component));
        if (element.target() instanceof EntityType<?> entity) {
            ids(entity)
                    .forEach(id -> order.add(new Sort(
                            paths.id(paths.follow(element, id, component), component)
                                    .source(),
                            "")));
        } else if (element.target() == null) {
            order.add(new Sort(element.source(), ""));
        }
        return List.copyOf(order);
    }

    private static List<String> ids(EntityType<?> entity) {
        return entity.getSingularAttributes().stream()
                .filter(SingularAttribute::isId)
                .map(SingularAttribute::getName)
                .sorted()
                .toList();
    }
}
