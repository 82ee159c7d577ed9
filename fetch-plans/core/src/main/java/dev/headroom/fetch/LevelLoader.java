package dev.headroom.fetch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
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

    private final SharedSessionContractImplementor session;
    private final AttributeReader attributes;
    private final CollectionBatch collections;
    private final ReferenceBatch references;
    private final @Nullable UnplannedPolicy unplanned;

    /**
     * @param unplanned gets to know what is loaded; null if the plan lets it be lazy
     */
    LevelLoader(SharedSessionContractImplementor session, BatchLoaders loaders, @Nullable UnplannedPolicy unplanned) {
        this.session = session;
        this.attributes = new AttributeReader(session);
        this.collections = new CollectionBatch(session, loaders);
        this.references = new ReferenceBatch(session);
        this.unplanned = unplanned;
    }

    void load(List<PlanNode> nodes, Collection<?> roots) {
        Set<Object> distinct = distinct(roots);
        register("", nodes, List.of(), distinct);
        children(nodes, distinct);
    }

    /** Loads one association of some owners, at a path that need not be the node's own. */
    void loadAt(PlanNode node, String path, Collection<?> owners) {
        load(node, path, distinct(owners));
    }

    private void children(List<PlanNode> nodes, Set<Object> owners) {
        if (!owners.isEmpty()) {
            nodes.forEach(node -> load(node, node.path(), owners));
        }
    }

    private void load(PlanNode node, String path, Set<Object> owners) {
        Set<Object> level = owners;
        Set<Object> seen = distinct(owners);
        String place = path;
        for (int step = 1; step <= node.depth() && !level.isEmpty(); step++) {
            level = distinct(targets(node, attributes.read(node.attributes(), level)));
            register(place, node.children(), step < node.depth() ? node.attributes() : List.of(), level);
            children(node.children(), ofType(node.type(), level));
            level.removeIf(target -> !seen.add(target));
            place += "." + String.join(".", node.attributes());
        }
    }

    /**
     * @param again the association itself, if it is followed further
     */
    private void register(String path, List<PlanNode> nodes, List<String> again, Set<Object> entities) {
        if (unplanned != null) {
            Set<List<String>> planned = new HashSet<>(List.of(again));
            nodes.forEach(node -> planned.add(node.attributes()));
            unplanned.register(session, path, planned, entities);
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

    private static Set<Object> ofType(@Nullable Class<?> type, Set<Object> targets) {
        return type == null
                ? targets
                : distinct(targets.stream().filter(type::isInstance).toList());
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
