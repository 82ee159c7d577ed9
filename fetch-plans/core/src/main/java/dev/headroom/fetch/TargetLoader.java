package dev.headroom.fetch;

import dev.headroom.fetch.internal.mapping.AttributeReader;
import dev.headroom.fetch.internal.stack.LoadsTargets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;

/**
 * Loads what the owners of one association have for it: the targets of references, or collections with their elements.
 * A class of its own, because the watch sees by it that the rows are those of an association.
 */
final class TargetLoader implements LoadsTargets {

    private final AttributeReader attributes;
    private final ReferenceBatch references;
    private final CollectionBatch collections;

    TargetLoader(AttributeReader attributes, ReferenceBatch references, CollectionBatch collections) {
        this.attributes = attributes;
        this.references = references;
        this.collections = collections;
    }

    /** The targets, those of collections one by one. */
    Collection<?> of(PlanNode node, List<Object> values) {
        List<Object> loaded = load(node, values);
        return node.plural() ? elements(loaded) : loaded;
    }

    /** The targets of references, or the collections. */
    List<Object> load(PlanNode node, List<Object> values) {
        if (!node.plural()) {
            return references.load(node, values);
        }
        collections.load(node, values);
        return values;
    }

    private List<Object> elements(List<Object> collections) {
        List<Object> elements = new ArrayList<>();
        for (Object collection : collections) {
            Collection<?> values = collection instanceof Map<?, ?> map ? map.values() : (Collection<?>) collection;
            EmbeddableMappingType embeddable = attributes.embeddable(collection);
            values.forEach(value -> elements.add(
                    value == null || embeddable == null ? value : new AttributeReader.Element(value, embeddable)));
        }
        return elements;
    }
}
