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
 * Which children of a collection a plan reads into a {@link Fetched}, and in what order. Not thread-safe;
 * given to the application while the plan is built.
 *
 * <p>The managed collection is not touched: a part of it in its place would be saved as the whole.
 *
 * <p>The functions of {@link #where} and {@link #orderBy} are called again for each statement, by the thread that runs it, so
 * what they read from a clock or a request is current. They must not keep what they are given. An attribute beyond an
 * association needs a left join, {@code child.join("product", JoinType.LEFT).get("name")}; {@code child.get("product")
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
     * The name under which {@link Fetched#children} gives these children. Needed where a plan has two lists of one path.
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
     * Leaves out children. Several filters must all hold.
     *
     * @param filter makes a condition; null stands for none
     * @return this node
     */
    public ChildNode<C> where(BiFunction<Root<C>, CriteriaBuilder, Predicate> filter) {
        filters.add(Objects.requireNonNull(filter, "filter"));
        return this;
    }

    /**
     * Orders the children of each owner; a second call orders those that the first one leaves equal, and after the last one
     * the id does, in the same direction. Without any, the id alone. The collection's own {@code @OrderBy} has no say.
     *
     * <p>Databases put nulls at different ends, so a key that may be null says where they go:
     * {@code cb.desc(child.get("paid"), Nulls.LAST)}.
     *
     * @param key makes a sort key
     * @return this node
     */
    public ChildNode<C> orderBy(BiFunction<Root<C>, CriteriaBuilder, Order> key) {
        orders.add(Objects.requireNonNull(key, "key"));
        return this;
    }

    /**
     * Reads no more than so many children of each owner, the first ones. PostgreSQL and MySQL read only those by a lateral
     * join, and MariaDB by a select for each owner in one statement, if an index begins with the owner's column and goes on
     * with the columns of the order. H2 reads and counts all children that fit the filters of each owner.
     *
     * @param children at least 1
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
     * How many owners a statement is for at most. Less where their keys would be more parameters than a statement can have,
     * and 64 with {@link #limitPerParent} on MariaDB, which gets a select with its filters for each owner.
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
     * Loads an association of the children, as told.
     *
     * @param path of the association; those before its last dot are loaded in the way that the plan finds best
     * @param spec tells the last one
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
     * @param path of their collection; what is before its last dot is loaded as by {@link #fetch(String...)}
     * @param grandchild their entity, or a subclass to leave out all others
     * @param spec says which, in what order
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
