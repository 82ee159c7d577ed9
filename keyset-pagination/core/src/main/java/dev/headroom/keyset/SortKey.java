package dev.headroom.keyset;

import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Objects;

/**
 * One column of an order: an attribute of the entity and a direction. Immutable and thread-safe.
 *
 * <p>A key's attribute must not be null in the database, and must be a basic attribute of the entity itself. Its values
 * are compared by the database alone, so that its collation decides, never Java.
 */
public final class SortKey {

    private final String path;
    private final boolean ascending;

    private SortKey(String path, boolean ascending) {
        this.path = Objects.requireNonNull(path, "path");
        this.ascending = ascending;
    }

    /**
     * Smallest first.
     *
     * @param path the attribute's name, such as {@code "name"}
     * @return the key
     */
    public static SortKey asc(String path) {
        return new SortKey(path, true);
    }

    /**
     * Largest first.
     *
     * @param path the attribute's name, such as {@code "unitPrice"}
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
     * The attribute that is sorted by.
     *
     * @return its name
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

    @Override
    public boolean equals(Object other) {
        return other instanceof SortKey that && path.equals(that.path) && ascending == that.ascending;
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, ascending);
    }

    /**
     * The key as it would stand in an {@code order by}.
     *
     * @return such as {@code "unitPrice desc"}
     */
    @Override
    public String toString() {
        return path + (ascending ? " asc" : " desc");
    }
}
