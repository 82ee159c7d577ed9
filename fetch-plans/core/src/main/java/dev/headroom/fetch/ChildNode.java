package dev.headroom.fetch;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which children of a collection a plan reads into a {@link Fetched}, and in what order. Not thread-safe.
 * You get it in the {@code spec} of a plan, while the plan is built.
 *
 * <p>The managed collection is not touched: if it held only a part, Hibernate would delete the rest.
 *
 * <p>The functions of {@link #where} and {@link #orderBy} are called again for each statement, by the thread that runs
 * it, so they may read a clock or the current request. Do not keep their arguments. An attribute beyond an association
 * needs a left join, {@code child.join("product", JoinType.LEFT).get("name")}; {@code child.get("product")
 * .get("name")} leaves out children without a product, as everywhere in JPA.
 *
 * @param <C> the children
 */
public final class ChildNode<C> {

    private final String attribute;
    private final Class<C> type;
    private final List<BiFunction<Root<C>, CriteriaBuilder, Predicate>> filters = new ArrayList<>();
    private final List<BiFunction<Root<C>, CriteriaBuilder, Order>> orders = new ArrayList<>();
    private final FetchNode below = new FetchNode();
    private @Nullable String name;
    private @Nullable Integer limit;
    private int batchSize = FetchPlanBuilder.DEFAULT_BATCH_SIZE;

    ChildNode(String attribute, Class<C> type) {
        this.attribute = attribute;
        this.type = Objects.requireNonNull(type, "type");
    }

    /**
     * Sets the name by which {@link Fetched#children} returns these children. You need it if a plan has two lists of
     * one path.
     *
     * @param unique in the plan; the path from the root, such as {@code "purchases.items"}, if this is not called
     * @return this node
     * @throws IllegalArgumentException if it is blank
     */
    public ChildNode<C> as(String unique) {
        if (unique.isBlank()) {
            throw new IllegalArgumentException("as(\"" + unique + "\"): a name has a letter at least");
        }
        name = unique;
        return this;
    }

    /**
     * Reads only children that pass a filter. With several filters, children must pass all of them.
     *
     * @param filter returns a condition, or null for none
     * @return this node
     */
    public ChildNode<C> where(BiFunction<Root<C>, CriteriaBuilder, Predicate> filter) {
        filters.add(Objects.requireNonNull(filter, "filter"));
        return this;
    }

    /**
     * Orders the children of each owner. A second call adds a second sort key. The id is always the last key, in the
     * direction of the one before it; without this call it is the only key. The {@code @OrderBy} of the collection is
     * ignored.
     *
     * <p>Databases put nulls at different ends, so a key that may be null must say where they go:
     * {@code cb.desc(child.get("paid"), Nulls.LAST)}.
     *
     * @param key returns a sort key
     * @return this node
     */
    public ChildNode<C> orderBy(BiFunction<Root<C>, CriteriaBuilder, Order> key) {
        orders.add(Objects.requireNonNull(key, "key"));
        return this;
    }

    /**
     * Reads only the first children of each owner. PostgreSQL and MySQL read only those by a lateral join, and MariaDB
     * by a select for each owner in one statement, if an index begins with the owner's column and goes on with the
     * columns of the order. H2 reads and numbers all children of each owner that pass the filters.
     *
     * @param children how many, at least 1; all of them if this is not called
     * @return this node
     * @throws IllegalArgumentException if it is less than 1
     */
    public ChildNode<C> limitPerParent(int children) {
        if (children < 1) {
            throw new IllegalArgumentException("limitPerParent(" + children + "): read one child at least");
        }
        limit = children;
        return this;
    }

    /**
     * Sets for how many owners at most one statement reads children. It is less where their keys are more parameters
     * than a statement can have, and 64 with {@link #limitPerParent} on MariaDB, where each owner needs a select of its
     * own.
     *
     * @param owners at least 1; {@value FetchPlanBuilder#DEFAULT_BATCH_SIZE} if this is not called
     * @return this node
     * @throws IllegalArgumentException if it is less than 1
     */
    public ChildNode<C> batchSize(int owners) {
        if (owners < 1) {
            throw new IllegalArgumentException("batchSize is " + owners + ", and must be at least 1");
        }
        batchSize = owners;
        return this;
    }

    /**
     * Loads associations of the children, into the children.
     *
     * @param paths such as {@code "product.category"}, which loads both
     * @return this node
     */
    public ChildNode<C> fetch(String... paths) {
        below.fetch(paths);
        return this;
    }

    /**
     * Loads an association of the children, with settings.
     *
     * @param path of the association; those before its last dot get the default strategy
     * @param spec sets up the last one
     * @return this node
     */
    public ChildNode<C> fetch(String path, Consumer<FetchNode> spec) {
        below.fetch(path, spec);
        return this;
    }

    /**
     * Reads children of these children into lists of their own; {@link Fetched#children} returns them for each child.
     *
     * @param <D> the children's children
     * @param path of their collection; those before its last dot are loaded as by {@link #fetch(String...)}
     * @param grandchild their entity, or a subclass to read only that
     * @param spec sets filters and the order
     * @return this node
     */
    public <D> ChildNode<C> children(String path, Class<D> grandchild, Consumer<ChildNode<D>> spec) {
        below.children(path, grandchild, spec);
        return this;
    }

    String attribute() {
        return attribute;
    }

    Class<C> type() {
        return type;
    }

    @Nullable String name() {
        return name;
    }

    List<BiFunction<Root<C>, CriteriaBuilder, Predicate>> filters() {
        return filters;
    }

    List<BiFunction<Root<C>, CriteriaBuilder, Order>> orders() {
        return orders;
    }

    FetchNode below() {
        return below;
    }

    @Nullable Integer limit() {
        return limit;
    }

    int batchSize() {
        return batchSize;
    }
}
