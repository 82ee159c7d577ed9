package dev.headroom.fetch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.jspecify.annotations.Nullable;

/** Loads a plan level by level: one association of all owners, then what is beneath it for all its targets. */
final class LevelLoader {

    private final AttributeReader attributes;
    private final CollectionBatch collections;
    private final ReferenceBatch references;

    LevelLoader(SharedSessionContractImplementor session, BatchLoaders loaders) {
        this.attributes = new AttributeReader(session);
        this.collections = new CollectionBatch(session, loaders);
        this.references = new ReferenceBatch(session);
    }

    void load(List<PlanNode> nodes, Collection<?> owners) {
        Set<Object> distinct = distinct(owners);
        if (!distinct.isEmpty()) {
            nodes.forEach(node -> load(node, distinct));
        }
    }

    private void load(PlanNode node, Set<Object> owners) {
        Set<Object> level = owners;
        Set<Object> seen = distinct(owners);
        for (int step = 0; step < node.depth() && !level.isEmpty(); step++) {
            level = distinct(targets(node, attributes.read(node.attributes(), level)));
            load(node.children(), ofType(node.type(), level));
            level.removeIf(target -> !seen.add(target));
        }
    }

    private Collection<?> targets(PlanNode node, List<Object> values) {
        if (!node.plural()) {
            return references.load(node, values);
        }
        collections.load(node, values);
        return elements(values);
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

    private static Collection<?> ofType(@Nullable Class<?> type, Set<Object> targets) {
        return type == null
                ? targets
                : targets.stream().filter(type::isInstance).toList();
    }

    /** The entities behind proxies, each once. By identity: equals of an entity may load what is lazy. */
    private static Set<Object> distinct(Collection<?> entities) {
        Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Object entity : entities) {
            if (entity != null) {
                distinct.add(Hibernate.unproxy(entity));
            }
        }
        return distinct;
    }
}
