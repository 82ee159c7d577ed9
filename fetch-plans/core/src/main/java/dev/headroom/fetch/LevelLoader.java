package dev.headroom.fetch;

import dev.headroom.fetch.internal.mapping.AttributeReader;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Loads a plan level by level: one association of all owners, then what is beneath it for all its targets. */
final class LevelLoader {

    private final SharedSessionContractImplementor session;
    private final AttributeReader attributes;
    private final ReferenceBatch references;
    private final TargetLoader targets;
    private final LazyReferences lazy;
    private final ChildReader children;
    private final ChildLists lists;
    private final @Nullable UnplannedPolicy unplanned;

    /**
     * @param lists gets the children that are read
     * @param unplanned gets to know what is loaded; null if the plan lets it be lazy
     */
    LevelLoader(
            SharedSessionContractImplementor session,
            BatchLoaders loaders,
            ChildLists lists,
            @Nullable UnplannedPolicy unplanned) {
        this.session = session;
        this.attributes = new AttributeReader(session);
        this.references = new ReferenceBatch(session);
        this.targets = new TargetLoader(attributes, references, new CollectionBatch(session, loaders));
        this.lazy = new LazyReferences(session);
        this.children = new ChildReader(session);
        this.lists = lists;
        this.unplanned = unplanned;
    }

    /**
     * @param root the entity that the plan is for
     * @param level what is loaded for the roots
     */
    void load(Class<?> root, Level level, Collection<?> roots) {
        Set<Object> distinct = distinct(references.loadRoots(root, level.nodes(), roots));
        register("", level, List.of(), distinct);
        load(level, distinct);
    }

    /** Loads one association of some owners, at a path that need not be the node's own. */
    void loadAt(PlanNode node, String path, Collection<?> owners) {
        load(node, path, distinct(owners));
    }

    private void load(Level level, Set<Object> owners) {
        if (!owners.isEmpty()) {
            level.nodes().forEach(node -> load(node, node.path(), ofType(node.owner(), owners)));
            level.children().forEach(list -> read(list, owners));
        }
    }

    private <C> void read(ChildPlan<C> list, Set<Object> owners) {
        Set<Object> found = distinct(children.read(list, owners, lists));
        register(list.name(), list.below(), List.of(), found);
        load(list.below(), found);
    }

    private void load(PlanNode node, String path, Set<Object> owners) {
        if (!node.leadsOn() && unplanned == null) {
            targets.load(node, values(node, owners));
            return;
        }
        Set<Object> level = owners;
        Set<Object> seen = distinct(owners);
        String place = path;
        for (int step = 1; !level.isEmpty(); step++) {
            level = distinct(targets.of(node, values(node, level)));
            register(place, node.below(), step < node.depth() ? node.attributes() : List.of(), level);
            load(node.below(), level);
            if (step == node.depth()) {
                return;
            }
            level.removeIf(target -> !seen.add(target));
            place += "." + String.join(".", node.attributes());
        }
    }

    /**
     * @param again the association itself, if it is followed further
     */
    private void register(String path, Level level, List<String> again, Set<Object> entities) {
        if (unplanned != null) {
            Set<List<String>> planned = new HashSet<>(List.of(again));
            level.nodes().forEach(node -> planned.add(node.attributes()));
            unplanned.register(session, path, planned, entities);
        }
    }

    private List<Object> values(PlanNode node, Set<Object> owners) {
        lazy.load(node, owners);
        return attributes.read(node.attributes(), owners);
    }

    private static Set<Object> ofType(@Nullable Class<?> type, Set<Object> targets) {
        return type == null
                ? targets
                : distinct(targets.stream().filter(type::isInstance).toList());
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
