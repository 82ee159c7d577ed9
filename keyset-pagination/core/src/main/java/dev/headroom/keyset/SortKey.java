package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.KeyExpression;
import dev.headroom.keyset.internal.order.SortRule;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.function.BiFunction;

/**
 * One part of an order: an attribute or an expression, a direction, and where nulls go. Immutable and thread-safe; every
 * method returns a new key.
 *
 * <p>An attribute is named by a path: {@code "name"}, through an embeddable {@code "address.city"}, or through to-one
 * associations {@code "album.artist.name"}. Associations are joined once, by left joins where they may be empty, so that
 * no row is lost.
 *
 * <p>A key that may be null has to say whether nulls come {@linkplain #nullsFirst() first} or {@linkplain #nullsLast()
 * last}: databases differ in their defaults. A path is null where any of its associations is.
 *
 * <p>Only the database compares values, so its collation decides, never Java.
 */
public final class SortKey {

    private final SortRule rule;

    SortKey(SortRule rule) {
        this.rule = rule;
    }

    /**
     * Smallest first.
     *
     * @param path the attribute, such as {@code "name"} or {@code "album.title"}
     * @return the key
     */
    public static SortKey asc(String path) {
        return new SortKey(SortRule.of(path, true));
    }

    /**
     * Largest first.
     *
     * @param path the attribute, such as {@code "unitPrice"} or {@code "album.title"}
     * @return the key
     */
    public static SortKey desc(String path) {
        return new SortKey(SortRule.of(path, false));
    }

    /**
     * Smallest first, by an attribute of the static metamodel.
     *
     * @param attribute such as {@code Song_.name}
     * @return the key
     */
    public static SortKey asc(SingularAttribute<?, ?> attribute) {
        return asc(attribute.getName());
    }

    /**
     * Largest first, by an attribute of the static metamodel.
     *
     * @param attribute such as {@code Song_.unitPrice}
     * @return the key
     */
    public static SortKey desc(SingularAttribute<?, ?> attribute) {
        return desc(attribute.getName());
    }

    /**
     * Smallest first, by an expression such as {@code (song, cb) -> cb.length(song.get("name"))}. The database computes
     * it for the order, for the condition and for the cursor; give it an index on the same expression. If it can be null,
     * add {@link #nullsFirst()} or {@link #nullsLast()}.
     *
     * @param <E> the entity
     * @param <V> what it computes
     * @param name what messages call it, and what cursors are bound to: another expression needs another name
     * @param type what it computes
     * @param expression makes it for a query; called several times for each
     * @return the key
     */
    public static <E, V> SortKey asc(
            String name, Class<V> type, BiFunction<Root<E>, CriteriaBuilder, Expression<V>> expression) {
        return new SortKey(SortRule.of(name, true, new KeyExpression<>(type, expression)));
    }

    /**
     * Largest first, by an expression. Otherwise as {@link #asc(String, Class, BiFunction)}.
     *
     * @param <E> the entity
     * @param <V> what it computes
     * @param name what messages call it, and what cursors are bound to: another expression needs another name
     * @param type what it computes
     * @param expression makes it for a query; called several times for each
     * @return the key
     */
    public static <E, V> SortKey desc(
            String name, Class<V> type, BiFunction<Root<E>, CriteriaBuilder, Expression<V>> expression) {
        return new SortKey(SortRule.of(name, false, new KeyExpression<>(type, expression)));
    }

    /**
     * Nulls before all values, whatever the direction.
     *
     * @return the key with this rule
     */
    public SortKey nullsFirst() {
        return new SortKey(rule.with(SortRule.Nulls.FIRST));
    }

    /**
     * Nulls after all values, whatever the direction.
     *
     * @return the key with this rule
     */
    public SortKey nullsLast() {
        return new SortKey(rule.with(SortRule.Nulls.LAST));
    }

    /**
     * By the lower case of a text, {@code lower(name)}, in the order, in the condition and in the cursor alike. It needs
     * an index on {@code lower(name)}.
     *
     * @return the key with this rule
     */
    public SortKey ignoreCase() {
        return new SortKey(rule.ignoreCase());
    }

    /**
     * What is sorted by.
     *
     * @return the attribute's path, or the expression's name
     */
    public String path() {
        return rule.path();
    }

    /**
     * Whether the smallest value comes first.
     *
     * @return false if the largest value comes first
     */
    public boolean ascending() {
        return rule.ascending();
    }

    /** The same for the code behind this package. */
    SortRule rule() {
        return rule;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SortKey that && rule.equals(that.rule);
    }

    @Override
    public int hashCode() {
        return rule.hashCode();
    }

    /**
     * The key as it would stand in an {@code order by}.
     *
     * @return such as {@code "lower(name) desc nulls last"}
     */
    @Override
    public String toString() {
        return rule.toString();
    }
}
