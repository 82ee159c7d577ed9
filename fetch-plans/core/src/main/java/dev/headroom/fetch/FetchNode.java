package dev.headroom.fetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one association of a {@link FetchPlan} is loaded, and what is loaded below it. Not thread-safe. You get it in the
 * {@code spec} of a plan, while the plan is built.
 */
public final class FetchNode {

    private final Map<String, FetchNode> associations = new LinkedHashMap<>();
    private final Map<Class<?>, FetchNode> treated = new LinkedHashMap<>();
    private final List<ChildNode<?>> children = new ArrayList<>();
    private @Nullable Strategy strategy;
    private @Nullable Class<?> type;
    private @Nullable Integer batchSize;
    private @Nullable Integer depth;

    FetchNode() {}

    /**
     * Loads the association with its owner, by a join. For collections only where no other is joined and the plan is
     * not {@linkplain FetchPlanBuilder#paged paged}: each of their rows repeats the owner's columns.
     *
     * @return this node
     */
    public FetchNode join() {
        strategy = Strategy.JOIN;
        return this;
    }

    /**
     * Loads the association by a statement of its own, for all owners at once.
     *
     * @return this node
     */
    public FetchNode select() {
        strategy = Strategy.SELECT;
        return this;
    }

    /**
     * Sets for how many owners at most one statement loads this association.
     *
     * @param owners at least 1; {@value FetchPlanBuilder#DEFAULT_BATCH_SIZE} if this is not called
     * @return this node
     * @throws IllegalArgumentException if it is less than 1
     */
    public FetchNode batchSize(int owners) {
        if (owners < 1) {
            throw new IllegalArgumentException("batchSize is " + owners + ", and must be at least 1");
        }
        batchSize = owners;
        return this;
    }

    /**
     * Follows an association from an entity to others of its own kind several times, such as from an employee to the
     * manager. Each step is one statement. It stops early if nothing is left to load. The default is one step.
     *
     * @param steps how often the association is followed, at least 1
     * @return this node
     * @throws IllegalArgumentException if it is less than 1
     */
    public FetchNode recursive(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("recursive(" + steps + "): follow it at least once");
        }
        depth = steps;
        return this;
    }

    /**
     * Treats the targets as a subclass, so that paths below may name attributes that only the subclass has. Nothing is
     * loaded into targets of other classes. You may {@code fetch} the association again, for another subclass or for
     * all.
     *
     * @param subclass of the association's target
     * @return this node
     */
    public FetchNode treat(Class<?> subclass) {
        type = Objects.requireNonNull(subclass, "subclass");
        return this;
    }

    /**
     * Loads associations of this one.
     *
     * @param paths such as {@code "album.artist"}, which loads both
     * @return this node
     */
    public FetchNode fetch(String... paths) {
        for (String path : paths) {
            at(path);
        }
        return this;
    }

    /**
     * Loads an association of this one, with settings.
     *
     * @param path of the association; those before its last dot get the default strategy
     * @param spec sets up the last one
     * @return this node
     */
    public FetchNode fetch(String path, Consumer<FetchNode> spec) {
        at(path).configure(spec);
        return this;
    }

    /**
     * Reads children of a collection into a list of their own: filtered, ordered, or only the first ones. The managed
     * collection stays as it is. Use such a plan with {@link FetchPlan#fetch(jakarta.persistence.EntityManager,
     * java.util.Collection) FetchPlan.fetch}; {@link Fetched#children} returns them.
     *
     * @param <C> the children
     * @param path of the collection of entities; those before its last dot are loaded as by {@link #fetch(String...)}
     * @param child their entity, or a subclass to read only that
     * @param spec sets filters and the order
     * @return this node
     */
    public <C> FetchNode children(String path, Class<C> child, Consumer<ChildNode<C>> spec) {
        int dot = path.lastIndexOf('.');
        ChildNode<C> node = new ChildNode<>(path.substring(dot + 1), child);
        spec.accept(node);
        FetchNode owner = dot < 0 ? this : at(path.substring(0, dot));
        owner.children.add(node);
        return this;
    }

    /** By a node of its own, so that what is said of a subclass holds for nothing that was said before. */
    private void configure(Consumer<FetchNode> spec) {
        FetchNode added = new FetchNode();
        spec.accept(added);
        add(added);
    }

    private void add(FetchNode other) {
        strategy = other.strategy == null ? strategy : other.strategy;
        batchSize = other.batchSize == null ? batchSize : other.batchSize;
        depth = other.depth == null ? depth : other.depth;
        FetchNode below = other.type == null ? this : treated.computeIfAbsent(other.type, subclass -> new FetchNode());
        other.associations.forEach((name, child) -> below.associations
                .computeIfAbsent(name, added -> new FetchNode())
                .add(child));
        other.treated.forEach((subclass, node) -> below.treated
                .computeIfAbsent(subclass, added -> new FetchNode())
                .add(node));
        below.children.addAll(other.children);
    }

    private FetchNode at(String path) {
        FetchNode node = this;
        for (String attribute : path.split("\\.", -1)) {
            node = node.associations.computeIfAbsent(attribute, key -> new FetchNode());
        }
        return node;
    }

    /** What was named, without what is on the way there. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        treated.values().forEach(node -> paths.addAll(node.paths()));
        associations.forEach((name, child) -> {
            List<String> below = child.paths();
            paths.addAll(
                    below.isEmpty()
                            ? List.of(name)
                            : below.stream().map(path -> name + "." + path).toList());
        });
        return paths;
    }

    Map<String, FetchNode> associations() {
        return associations;
    }

    List<ChildNode<?>> children() {
        return children;
    }

    /** Whether something hangs on this node. */
    boolean leadsOn() {
        return !associations.isEmpty() || !children.isEmpty() || !treated.isEmpty();
    }

    @Nullable Strategy strategy() {
        return strategy;
    }

    /** The settings for subclasses. */
    Map<Class<?>, FetchNode> treated() {
        return treated;
    }

    int batchSize() {
        return batchSize == null ? FetchPlanBuilder.DEFAULT_BATCH_SIZE : batchSize;
    }

    int depth() {
        return depth == null ? 1 : depth;
    }
}
