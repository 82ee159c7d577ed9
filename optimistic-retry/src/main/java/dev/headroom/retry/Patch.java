package dev.headroom.retry;

import dev.headroom.retry.internal.mapping.Sum;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to write of an entity: the named attributes and no others, so that two who write different attributes do not undo each
 * other's work. Immutable: each method gives another patch.
 *
 * <p>A patch is written by one statement, in which the version is checked and raised:
 *
 * <pre>
 * update Account set version = 8, status = ?, balance = balance + ? where id = ? and version = 7
 * </pre>
 *
 * <p>It leaves the tables as the same change of a managed entity does. Where Hibernate does more for that than one statement (several
 * tables, rows that the mapping hides, SQL of the mapping, generated values, callbacks such as {@code @PreUpdate}, event listeners,
 * interceptors), the row is locked and compared, and Hibernate writes it, all in one transaction. A value that the attribute had
 * already when it was read is not written.
 *
 * <p>Attributes are named as in the query language, {@code "address.city"} for a part of an embeddable. These are refused before
 * anything is sent: a name that the entity does not have, its id, its version, a collection, what the mapping says is never updated,
 * never null or generated, and an attribute that is named twice.
 *
 * @param <E> the entity
 */
public final class Patch<E> {

    private final Map<String, @Nullable Object> values;
    private final Map<String, Number> sums;
    private final Set<String> guards;
    private final List<Consumer<EntityManager>> more;
    private final Kind kind;

    /** What else it does. */
    enum Kind {
        WRITES,
        FORCES,
        DELETES
    }

    private Patch(
            Map<String, @Nullable Object> values,
            Map<String, Number> sums,
            Set<String> guards,
            List<Consumer<EntityManager>> more,
            Kind kind) {
        this.values = values;
        this.sums = sums;
        this.guards = guards;
        this.more = more;
        this.kind = kind;
    }

    static <E> Patch<E> empty() {
        return new Patch<>(Map.of(), Map.of(), Set.of(), List.of(), Kind.WRITES);
    }

    /**
     * Writes a value, whatever was there.
     *
     * @param attribute its name
     * @param value of the attribute's type; null where the attribute may be null
     * @return another patch
     */
    public Patch<E> set(String attribute, @Nullable Object value) {
        Map<String, @Nullable Object> newValues = new LinkedHashMap<>(values);
        newValues.put(Objects.requireNonNull(attribute, "attribute"), value);
        return new Patch<>(newValues, sums, guards, more, kind);
    }

    /**
     * Writes a value, whatever was there.
     *
     * @param <V> the attribute's type
     * @param attribute of the static metamodel
     * @param value null where the attribute may be null
     * @return another patch
     */
    public <V> Patch<E> set(SingularAttribute<? super E, V> attribute, @Nullable V value) {
        return set(attribute.getName(), value);
    }

    /**
     * Adds to the number that is there when the patch is written; two of one attribute are one sum. Sums do not depend on their
     * order, so that a {@linkplain VersionedUpdate#dependsOn rebase} may be written over another's sum. To add to null is refused.
     *
     * @param attribute the name of a number
     * @param delta what to add; negative to take away
     * @return another patch
     */
    public Patch<E> add(String attribute, Number delta) {
        Map<String, Number> newSums = new LinkedHashMap<>(sums);
        newSums.merge(Objects.requireNonNull(attribute, "attribute"), Objects.requireNonNull(delta, "delta"), Sum::of);
        return new Patch<>(values, newSums, guards, more, kind);
    }

    /**
     * Adds to the number that is there when the patch is written.
     *
     * @param <N> the attribute's type
     * @param attribute of the static metamodel
     * @param delta what to add; negative to take away
     * @return another patch
     */
    public <N extends Number> Patch<E> add(SingularAttribute<? super E, N> attribute, N delta) {
        return add(attribute.getName(), delta);
    }

    /**
     * Writes only if some attributes are as they were read, null included. It is how entities without a version are updated, and
     * does no harm to others. Where the database would take one text for another, as MariaDB does, the row is locked and compared
     * by the library; of columns such as {@code citext} on PostgreSQL it does not know.
     *
     * @param attributes their names
     * @return another patch
     */
    public Patch<E> ifUnchanged(String... attributes) {
        Set<String> newGuards = new LinkedHashSet<>(guards);
        for (String attribute : attributes) {
            newGuards.add(Objects.requireNonNull(attribute, "attributes"));
        }
        return new Patch<>(values, sums, newGuards, more, kind);
    }

    /**
     * Raises the version even if no attribute is written: for an entity to which others belong, when only those change. It is
     * what {@code LockModeType.OPTIMISTIC_FORCE_INCREMENT} does.
     *
     * @return another patch
     */
    public Patch<E> forceIncrement() {
        return new Patch<>(values, sums, guards, more, Kind.FORCES);
    }

    /**
     * Deletes the entity, if it is as it was read, as {@code EntityManager.remove} does: with its collections, with what the mapping
     * cascades to, and only softly where the mapping says so. Other entities that refer to it stay: their foreign keys forbid the
     * deletion, or cascade. The patch must not write anything.
     *
     * @return another patch
     */
    public Patch<E> delete() {
        return new Patch<>(values, sums, guards, more, Kind.DELETES);
    }

    /**
     * Does more in the transaction that writes the patch, after its statement has won: inserts what belongs to the entity, or
     * what must be sent later. If it throws, nothing is written, and the exception reaches the caller. Repositories of the
     * application work in that transaction if {@link VersionedUpdatesBuilder#transactions} begins it; where they would not, this is
     * refused.
     *
     * @param work is done once for each time that the statement wins, which is more than once if the transaction is rolled back by
     *     the database and tried again; it must not do anything that a rollback does not undo
     * @return another patch
     */
    public Patch<E> then(Consumer<EntityManager> work) {
        List<Consumer<EntityManager>> newMore = new ArrayList<>(more);
        newMore.add(Objects.requireNonNull(work, "work"));
        return new Patch<>(values, sums, guards, newMore, kind);
    }

    /** The same without what would not change anything. */
    Patch<E> without(Set<String> attributes) {
        if (attributes.isEmpty()) {
            return this;
        }
        Map<String, @Nullable Object> newValues = new LinkedHashMap<>(values);
        Map<String, Number> newSums = new LinkedHashMap<>(sums);
        newValues.keySet().removeAll(attributes);
        newSums.keySet().removeAll(attributes);
        return new Patch<>(newValues, newSums, guards, more, kind);
    }

    /** The same for a row that was compared already. */
    Patch<E> withoutGuards() {
        return new Patch<>(values, sums, Set.of(), more, kind);
    }

    boolean isEmpty() {
        return values.isEmpty() && sums.isEmpty() && more.isEmpty() && kind == Kind.WRITES;
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    Map<String, Number> sums() {
        return sums;
    }

    Set<String> guards() {
        return guards;
    }

    List<Consumer<EntityManager>> more() {
        return more;
    }

    boolean deletes() {
        return kind == Kind.DELETES;
    }
}
