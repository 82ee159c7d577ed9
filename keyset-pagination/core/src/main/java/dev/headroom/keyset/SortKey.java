package dev.headroom.keyset;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One part of an order: an attribute or an expression, a direction, and where nulls go. Immutable and thread-safe; every
 * method returns a new key.
 *
 * <p>An attribute is named by a path: {@code "name"}, through an embeddable {@code "address.city"}, or through to-one
 * associations {@code "album.artist.name"}. Associations are joined once, by left joins where they may be empty, so that
 * no row is lost.
 *
 * <p>A key that may be null has to say whether nulls come {@linkplain #nullsFirst() first} or {@linkplain #nullsLast()
 * last}: databases differ in what they do if nobody says it. A path is null where any of its associations is.
 *
 * <p>Values are compared by the database alone, so that its collation decides, never Java.
 */
public final class SortKey {

    private enum Nulls {
        UNSAID,
        FIRST,
        LAST
    }

    private final String path;
    private final boolean ascending;
    private final Nulls nulls;
    private final boolean ignoringCase;
    private final @Nullable KeyExpression<?> expression;

    private SortKey(
            String path, boolean ascending, Nulls nulls, boolean ignoringCase, @Nullable KeyExpression<?> expression) {
        this.path = Objects.requireNonNull(path, "path");
        this.ascending = ascending;
        this.nulls = nulls;
        this.ignoringCase = ignoringCase;
        this.expression = expression;
    }

    private SortKey(String path, boolean ascending) {
        this(path, ascending, Nulls.UNSAID, false, null);
    }

    /**
     * Smallest first.
     *
     * @param path the attribute, such as {@code "name"} or {@code "album.title"}
     * @return the key
     */
    public static SortKey asc(String path) {
        return new SortKey(path, true);
    }

    /**
     * Largest first.
     *
     * @param path the attribute, such as {@code "unitPrice"} or {@code "album.title"}
     * @return the key
     */
    public static SortKey desc(String path) {
        return new SortKey(path, false);
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
        return new SortKey(name, true, Nulls.UNSAID, false, new KeyExpression<>(type, expression));
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
        return new SortKey(name, false, Nulls.UNSAID, false, new KeyExpression<>(type, expression));
    }

    /**
     * Nulls before all values, whatever the direction.
     *
     * @return the key with this rule
     */
    public SortKey nullsFirst() {
        return new SortKey(path, ascending, Nulls.FIRST, ignoringCase, expression);
    }

    /**
     * Nulls after all values, whatever the direction.
     *
     * @return the key with this rule
     */
    public SortKey nullsLast() {
        return new SortKey(path, ascending, Nulls.LAST, ignoringCase, expression);
    }

    /**
     * By the lower case of a text, {@code lower(name)}, in the order, in the condition and in the cursor alike. It needs
     * an index on {@code lower(name)}.
     *
     * @return the key with this rule
     */
    public SortKey ignoreCase() {
        return new SortKey(path, ascending, nulls, true, expression);
    }

    /**
     * What is sorted by.
     *
     * @return the attribute's path, or the expression's name
     */
    public String path() {
        return path;
    }

    /**
     * Whether the smallest value comes first.
     *
     * @return false if the largest value comes first
     */
    public boolean ascending() {
        return ascending;
    }

    boolean ignoringCase() {
        return ignoringCase;
    }

    boolean saysWhereNullsGo() {
        return nulls != Nulls.UNSAID;
    }

    boolean putsNullsLast() {
        return nulls == Nulls.LAST;
    }

    @Nullable KeyExpression<?> expression() {
        return expression;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SortKey that
                && path.equals(that.path)
                && ascending == that.ascending
                && nulls == that.nulls
                && ignoringCase == that.ignoringCase
                && Objects.equals(expression, that.expression);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, ascending, nulls, ignoringCase, expression);
    }

    /**
     * The key as it would stand in an {@code order by}.
     *
     * @return such as {@code "lower(name) desc nulls last"}
     */
    @Override
    public String toString() {
        return (ignoringCase ? "lower(" + path + ")" : path)
                + (ascending ? " asc" : " desc")
                + switch (nulls) {
                    case UNSAID -> "";
                    case FIRST -> " nulls first";
                    case LAST -> " nulls last";
                };
    }
}
