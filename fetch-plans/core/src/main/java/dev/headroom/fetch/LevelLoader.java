package dev.headroom.fetch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Loads a plan level by level: one association of all owners, then what is beneath it for all its targets. */
final class LevelLoader {

    private final AttributeReader attributes;
    private final CollectionBatch collections;
    private final ReferenceBatch references;
    private final ChildReader children;
    private final ChildLists lists;

    LevelLoader(SharedSessionContractImplementor session, BatchLoaders loaders, ChildLists lists) {
        this.attributes = new AttributeReader(session);
        this.collections = new CollectionBatch(session, loaders);
        this.references = new ReferenceBatch(session);
        this.children = new ChildReader(session);
        this.lists = lists;
    }

    /**
     * @param nodes what is loaded into the owners
     * @param beside what is read beside them, into the lists
     */
    void load(List<PlanNode> nodes, List<Children<?>> beside, Collection<?> owners) {
        Set<Object> distinct = distinct(owners);
        if (!distinct.isEmpty()) {
            nodes.forEach(node -> load(node, distinct));
            beside.forEach(node -> read(node, distinct));
        }
    }

    private <C> void read(Children<C> node, Set<Object> owners) {
        List<C> found = children.read(node, owners, lists);
        load(node.nodes(), node.beside(), found);
    }

    private void load(PlanNode node, Set<Object> owners) {
        if (!node.leadsOn()) {
            loadTargets(node, attributes.read(node.attributes(), owners));
            return;
        }
        Set<Object> level = owners;
        Set<Object> seen = distinct(owners);
        for (int step = 1; !level.isEmpty(); step++) {
            level = distinct(targets(node, attributes.read(node.attributes(), level)));
            load(node.children(), node.beside(), ofType(node.type(), level));
            if (step == node.depth()) {
                return;
            }
            level.removeIf(target -> !seen.add(target));
        }
    }

    private Collection<?> targets(PlanNode node, List<Object> values) {
        List<Object> loaded = loadTargets(node, values);
        return node.plural() ? elements(loaded) : loaded;
    }

    private List<Object> loadTargets(PlanNode node, List<Object> values) {
        if (!node.plural()) {
            return references.load(node, values);
        }
        collections.load(node, values);
        return values;
    }

    private static List<Object> elements(List<Object> values) {
        List<Object> elements = new ArrayList<>();
        for (Object value : values) {
            elements.addAll(value instanceof java.util.Map<?, ?> map ? map.values() : (Collection<?>) value);
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
        Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>(entities.size()));
        for (Object entity : entities) {
            if (entity != null) {
                distinct.add(Hibernate.unproxy(entity));
            }
        }
        return distinct;
    }
}
