package dev.headroom.projection;

import dev.headroom.projection.Source.Step;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path of attributes that was found in the mapping.
 *
 * @param steps from the entity of the statement
 * @param owner the entity that has the last attribute, itself or in an embeddable; null at the start
 * @param last the attribute at its end; null for the elements of a collection of values
 * @param type of its value, or of its elements; boxed
 * @param target what lies beneath it; null for a value
 * @param optional whether the value may be null: it is, or one of the associations or embeddables before it may be
 * @param foreignKey whether the owner of the last association has the value in a column of its own; of a collection, whether
 *     it has the id of the collection's owner
 */
record ResolvedPath(
        List<Step> steps,
        @Nullable EntityType<?> owner,
        @Nullable Attribute<?, ?> last,
        Class<?> type,
        @Nullable ManagedType<?> target,
        boolean optional,
        boolean foreignKey) {

    /** The entity or the value itself. */
    static ResolvedPath start(Class<?> type, @Nullable ManagedType<?> target) {
        return new ResolvedPath(List.of(), null, null, type, target, false, false);
    }

    /** The same, where it is known to be there. */
    ResolvedPath present() {
        return new ResolvedPath(steps, owner, last, type, target, false, false);
    }

    Source.Attribute source() {
        return new Source.Attribute(steps, foreignKey);
    }

    /** The names that lead here from the entity that has the last attribute. */
    List<String> wayFromOwner() {
        int first = steps.size() - 1;
        while (first > 0 && !steps.get(first - 1).toOne()) {
            first--;
        }
        return steps.subList(Math.max(first, 0), steps.size()).stream()
                .map(Step::name)
                .toList();
    }

    boolean isToOne() {
        return last instanceof SingularAttribute<?, ?> && Mapping.isToOne(last);
    }

    boolean isCollection() {
        return last != null && last.isCollection();
    }
}
