package dev.headroom.keyset.internal.order;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an application says of a key, before the mapping is asked: the content of a {@code SortKey}.
 *
 * @param path the attribute's path, or the name of the expression
 * @param expression what computes the key; null for an attribute
 */
public record SortRule(
        String path,
        boolean ascending,
        SortRule.Nulls nulls,
        boolean ignoringCase,
        @Nullable KeyExpression<?> expression) {

    /** Where nulls go. */
    public enum Nulls {
        UNSPECIFIED,
        FIRST,
        LAST
    }

    public SortRule {
        Objects.requireNonNull(path, "path");
    }

    /** By an attribute. */
    public static SortRule of(String path, boolean ascending) {
        return new SortRule(path, ascending, Nulls.UNSPECIFIED, false, null);
    }

    /** By an expression. */
    public static SortRule of(String name, boolean ascending, KeyExpression<?> expression) {
        return new SortRule(name, ascending, Nulls.UNSPECIFIED, false, expression);
    }

    public SortRule with(Nulls newNulls) {
        return new SortRule(path, ascending, newNulls, ignoringCase, expression);
    }

    public SortRule ignoreCase() {
        return new SortRule(path, ascending, nulls, true, expression);
    }

    public boolean saysWhereNullsGo() {
        return nulls != Nulls.UNSPECIFIED;
    }

    public boolean putsNullsLast() {
        return nulls == Nulls.LAST;
    }

    @Override
    public String toString() {
        return (ignoringCase ? "lower(" + path + ")" : path)
                + (ascending ? " asc" : " desc")
                + switch (nulls) {
                    case UNSPECIFIED -> "";
                    case FIRST -> " nulls first";
                    case LAST -> " nulls last";
                };
    }
}
