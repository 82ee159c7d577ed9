package dev.headroom.retry;

import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.retry.internal.mapping.Attributes;
import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Writes a patch if the entity is as it was read: the version is checked and raised by the statement that writes. */
final class PatchStatement<E> {

    /**
     * The patch was written, if its transaction is committed.
     *
     * @param version that the entity has then; null for none
     */
    record Won(@Nullable Object version) {}

    private final VersionedEntity<E> entity;
    private final Object id;
    private final Snapshot<E> snapshot;
    private final Patch<E> patch;

    PatchStatement(VersionedEntity<E> entity, Object id, Snapshot<E> snapshot, Patch<E> patch) {
        this.entity = entity;
        this.id = id;
        this.snapshot = snapshot;
        this.patch = patch;
    }

    /** The same without what is there already. Refuses what cannot be written, and changes of the entity itself. */
    PatchStatement<E> settled() {
        PatchCheck<E> check = new PatchCheck<>(entity, snapshot, patch);
        check.refuseChangedEntity();
        if (patch.isEmpty()) {
            return this;
        }
        check(check);
        Set<String> unchanged = unchanged();
        return unchanged.isEmpty() ? this : new PatchStatement<>(entity, id, snapshot, patch.without(unchanged));
    }

    /**
     * The same for what is there now.
     *
     * @throws InvalidUpdateException if it cannot be written over that
     */
    PatchStatement<E> over(Snapshot<E> now) {
        PatchStatement<E> renewed = new PatchStatement<>(entity, id, now, patch);
        renewed.check(new PatchCheck<>(entity, now, patch));
        return renewed;
    }

    /** The same, compared in Java. */
    PatchStatement<E> inJava() {
        return new PatchStatement<>(entity, id, snapshot.inJava(), patch);
    }

    Snapshot<E> snapshot() {
        return snapshot;
    }

    /** Whether there is nothing to write. */
    boolean isEmpty() {
        return patch.isEmpty();
    }

    /** Whether the database is to compare attributes with what was read. */
    boolean sendsGuards() {
        return !patch.guards().isEmpty() && !snapshot.comparedInJava();
    }

    private void check(PatchCheck<E> check) {
        check.run();
        if (entity.validation().exists() && entity.oneStatement().updates() && !patch.deletes()) {
            entity.validation().check(snapshot.entity(), written());
        }
    }

    /** The new values of attributes, if nobody has been faster. */
    private Map<String, @Nullable Object> written() {
        Map<String, @Nullable Object> written = new LinkedHashMap<>(patch.values());
        written.replaceAll((attribute, value) -> value == null ? null : entity.fitting(attribute, value));
        patch.sums().forEach((attribute, delta) -> written.put(attribute, entity.sum(snapshot, attribute, delta)));
        return written;
    }

    /** The attributes that have their new values already. */
    private Set<String> unchanged() {
        Set<String> unchanged = new HashSet<>();
        patch.values().forEach((attribute, value) -> {
            if (entity.had(snapshot, attribute, value == null ? null : entity.fitting(attribute, value))) {
                unchanged.add(attribute);
            }
        });
        patch.sums().forEach((attribute, delta) -> {
            if (entity.had(snapshot, attribute, entity.sum(snapshot, attribute, delta))) {
                unchanged.add(attribute);
            }
        });
        return unchanged;
    }

    /** Whether it is one statement, which may be a transaction of its own. */
    boolean isAlone() {
        return patch.more().isEmpty() && isSql() && !isComparedInJava() && !entity.hasLargeObjects();
    }

    private boolean isComparedInJava() {
        return snapshot.comparedInJava()
                || (!patch.guards().isEmpty()
                        && patch.guards().stream().anyMatch(entity.attributes()::isComparedInJava));
    }

    private boolean isSql() {
        return patch.deletes()
                ? entity.oneStatement().deletes()
                : entity.oneStatement().updates()
                        && (patch.sums().isEmpty()
                                || patch.sums().keySet().stream().allMatch(entity.attributes()::isStoredAsNumber));
    }

    /** Runs it, and what else the patch does. Null if the entity is not as it was read. */
    @Nullable Won run(EntityManager entityManager) {
        Won won = isSql() ? runSql(entityManager) : new PatchEntity<>(entity, id, snapshot, patch).run(entityManager);
        if (won != null) {
            patch.more().forEach(work -> work.accept(entityManager));
        }
        return won;
    }

    private @Nullable Won runSql(EntityManager entityManager) {
        if (isComparedInJava() && !new PatchEntity<>(entity, id, snapshot, patch).lockForStatement(entityManager)) {
            return null;
        }
        SharedSessionContractImplementor session = entityManager.unwrap(SharedSessionContractImplementor.class);
        Object next = next(session);
        return runAlone(session, next) ? new Won(next) : null;
    }

    /**
     * Runs it, where it is {@linkplain #isAlone() one statement}.
     *
     * @param next the new version; null for none
     * @return whether it won
     */
    boolean runAlone(SharedSessionContractImplementor session, @Nullable Object next) {
        return sql().run(session, next);
    }

    PatchSql<E> sql() {
        return new PatchSql<>(entity, id, snapshot, isComparedInJava() ? patch.withoutGuards() : patch);
    }

    /** The new version where it is one statement; null for none. */
    @Nullable Object next(SharedSessionContractImplementor session) {
        return entity.versionAttribute() == null || patch.deletes() ? null : entity.next(snapshot, session);
    }

    /** The attributes that it writes, as wholes. */
    Set<String> attributes() {
        return Stream.concat(patch.values().keySet().stream(), patch.sums().keySet().stream())
                .map(Attributes::whole)
                .collect(Collectors.toSet());
    }

    /** The attributes whose values it overwrites: to do so after another has written them would undo that. */
    Set<String> overwritten() {
        return patch.values().keySet();
    }

    /** Names may be parts of an attribute. */
    static boolean touches(Set<String> changed, Set<String> names) {
        return names.stream().map(Attributes::whole).anyMatch(changed::contains);
    }
}
