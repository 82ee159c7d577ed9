package dev.headroom.projection;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds the order of an owner's elements: the one that is asked for, else that of the collection's index or {@code @OrderBy};
 * and then their ids, so that it does not depend on how the database reads them.
 *
 * @param component for messages
 * @param limited whether the order says which elements there are
 */
record ChildOrder(Mapping mapping, Paths paths, String component, boolean limited) {

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
            ids(entity)
                    .forEach(id -> order.add(new Sort(
                            paths.id(paths.follow(element, id, component), component)
                                    .source(),
                            "")));
        } else if (element.target() == null) {
            order.add(new Sort(element.source(), ""));
        } else if (limited) {
            values(element).forEach(value -> order.add(new Sort(value, "")));
        }
        return List.copyOf(order);
    }

    /** The values of an embeddable, which has no id. */
    private Stream<Source> values(ResolvedPath element) {
        return Objects.requireNonNull(element.target()).getAttributes().stream()
                .filter(attribute -> Mapping.target(attribute) == null)
                .map(Attribute::getName)
                .sorted()
                .map(name -> paths.follow(element, name, component))
                .filter(value -> !ValueContents.isLarge(value))
                .map(ResolvedPath::source);
    }

    private static List<String> ids(EntityType<?> entity) {
        return entity.getSingularAttributes().stream()
                .filter(SingularAttribute::isId)
                .map(SingularAttribute::getName)
                .sorted()
                .toList();
    }
}
