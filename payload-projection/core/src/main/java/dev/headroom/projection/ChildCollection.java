package dev.headroom.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection of an entity, of which a view shows something.
 *
 * @param owner the entity's name
 * @param attribute the collection, as a path from the owner
 * @param ownerId the attribute that is the owner's id; null if there are several
 * @param key where the owner's id is in the statement that reads the owners
 * @param arrays whether many owners' ids travel as one array
 * @param mappedBy the attribute of an element that refers to the owner; null if there is none that says the same
 * @param element the name of the elements' entity; null if they are values
 * @param limit how many of each owner
 * @param order of each owner's elements
 */
record ChildCollection(
        String owner,
        String attribute,
        @Nullable String ownerId,
        Source key,
        boolean arrays,
        @Nullable String mappedBy,
        @Nullable String element,
        int limit,
        List<Sort> order) {

    /** The owner's id in the query language. */
    String idOf(String alias) {
        return ownerId == null ? "id(" + alias + ")" : alias + "." + ownerId;
    }

    boolean isLimited() {
        return limit != Many.ALL;
    }
}
