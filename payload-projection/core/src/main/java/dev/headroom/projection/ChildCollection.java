package dev.headroom.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection of an entity, of which a view shows something.
 *
 * @param attribute the collection, as a path from the owner
 * @param key where the values of the owner's id are in the statement that reads the owners
 * @param elements what they are
 * @param limit how many of each owner
 * @param order of each owner's elements
 */
record ChildCollection(
        Owner owner, String attribute, List<Source> key, Elements elements, int limit, List<Sort> order) {

    /**
     * The entity that has the collection.
     *
     * @param entity its name
     * @param ids paths to the values that its id consists of
     * @param arrays whether many ids travel as one array
     */
    record Owner(String entity, List<String> ids, boolean arrays) {

        /** The id in the query language. */
        List<String> idOf(String alias) {
            return ids.stream().map(id -> alias + "." + id).toList();
        }
    }

    /**
     * What a collection holds.
     *
     * @param entity its name; null for values
     * @param mappedBy the attribute that refers to the owner; null if there is none that says the same
     * @param outer whether Hibernate may reach them by an outer join: over a table of links, or because they are deleted softly
     * @param hidden whether some are never to be seen, which an outer join of Hibernate reads as nulls
     * @param presence the condition that is true for those that are to be seen
     */
    record Elements(
            @Nullable String entity, @Nullable String mappedBy, boolean outer, boolean hidden, String presence) {}

    boolean isLimited() {
        return limit != Many.ALL;
    }
}
