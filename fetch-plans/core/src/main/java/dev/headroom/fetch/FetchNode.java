package dev.headroom.fetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one association of a {@link FetchPlan} is loaded, and what is loaded beneath it. Not thread-safe; given to the
 * application while the plan is built.
 */
public final class FetchNode {

    private final Map<String, FetchNode> children = new LinkedHashMap<>();
    private final List<ChildNode<?>> beside = new ArrayList<>();
    private @Nullable Strategy strategy;
    private @Nullable Class<?> type;
    private int batchSize = FetchPlanBuilder.DEFAULT_BATCH_SIZE;
    private int depth = 1;

    FetchNode() {}

    /**
     * Loads the association with its owner, by a join. For collections only where no other is joined and the plan is not
     * {@linkplain FetchPlanBuilder#paged paged}: each of their rows repeats the owner's columns.
     *
     * @return this node
     */
    public FetchNode join() {
        strategy = Strategy.JOIN;
        return this;
    }

    /**
     * Loads the association by a statement of its own, for all owners of the level at once.
     *
     * @return this node
     */
    public FetchNode select() {
        strategy = Strategy.SELECT;
        return this;
    }

    /**
     * How many owners a statement of this association is for at most.
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
     * Follows an association from an entity to others of its own kind, such as from an employee to the manager, so many
     * times. It ends early where nothing is left to load. A statement for each step.
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
     * Says what is below this association in terms of a subclass: paths in it may name attributes that only the subclass
     * has. Entities of other classes are left alone.
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
     * Loads an association of this one, as told.
     *
     * @param path of the association; those before its last dot are loaded in the way that the plan finds best
     * @param spec tells the last one
     * @return this node
     */
    public FetchNode fetch(String path, Consumer<FetchNode> spec) {
        spec.accept(at(path));
        return this;
    }

    /**
     * Brings children of a collection beside their owner: filtered, ordered, or only the first ones. The managed collection
     * stays as it is. Such a plan is for {@link FetchPlan#fetch(jakarta.persistence.EntityManager, java.util.Collection)
     * FetchPlan.fetch}, whose {@link Fetched#children} gives them.
     *
     * @param <C> the children
     * @param path of the collection of entities; what is before its last dot is loaded as by {@link #fetch(String...)}
     * @param child their entity, or a subclass to leave out all others
     * @param spec says which, in what order
     * @return this node
     */
    public <C> FetchNode beside(String path, Class<C> child, Consumer<ChildNode<C>> spec) {
        int dot = path.lastIndexOf('.');
        ChildNode<C> node = new ChildNode<>(path.substring(dot + 1), child);
        spec.accept(node);
        FetchNode owner = dot < 0 ? this : at(path.substring(0, dot));
        owner.beside.add(node);
        return this;
    }

    private FetchNode at(String path) {
        FetchNode node = this;
        for (String attribute : path.split("\\.", -1)) {
            node = node.children.computeIfAbsent(attribute, key -> new FetchNode());
        }
        return node;
    }

    /** What was named, without what is on the way there. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        children.forEach((name, child) -> {
            List<String> below = child.paths();
            paths.addAll(
                    below.isEmpty()
                            ? List.of(name)
                            : below.stream().map(path -> name + "." + path).toList());
        });
        return paths;
    }

    Map<String, FetchNode> children() {
        return children;
    }

    List<ChildNode<?>> beside() {
        return beside;
    }

    /** Whether something hangs on this node. */
    boolean leadsOn() {
        return !children.isEmpty() || !beside.isEmpty();
    }

    @Nullable Strategy strategy() {
        return strategy;
    }

    @Nullable Class<?> type() {
        return type;
    }

    int batchSize() {
        return batchSize;
    }

    int depth() {
        return depth;
    }
}
