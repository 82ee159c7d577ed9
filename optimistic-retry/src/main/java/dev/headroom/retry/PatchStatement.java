package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Writes a patch if the entity is as it was read: the version is checked and raised by the statement that writes. */
final class PatchStatement<E> {

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

    /** Refuses what cannot be written. */
    void check() {
        String call = "The patch of " + entity.type().getSimpleName();
        patch.values().keySet().forEach(attribute -> entity.checkWritten(call, attribute));
        patch.sums().keySet().forEach(attribute -> entity.checkWritten(call, attribute));
        patch.guards().forEach(attribute -> entity.checkWhole(call, attribute));
        patch.sums().forEach((attribute, delta) -> entity.fitting(call, attribute, delta));
        patch.values().forEach((attribute, value) -> {
            if (value != null) {
                entity.fitting(call, attribute, value);
            }
        });
        boolean writes = !patch.values().isEmpty() || !patch.sums().isEmpty();
        if (patch.deletes() && writes) {
            throw new InvalidUpdateException(call + " writes attributes and deletes the entity: do one of them.");
        }
        if (entity.versionAttribute() == null && patch.guards().isEmpty()) {
            throw new InvalidUpdateException(
                    call + " has nothing that tells whether somebody else has changed it: give the"
                            + " entity a @Version, or name the attributes that it depends on by ifUnchanged(…).");
        }
        if (entity.versionAttribute() == null && !writes && !patch.deletes()) {
            throw new InvalidUpdateException(
                    call + " writes nothing, and there is no @Version that could be raised: set an attribute.");
        }
    }

    /** Whether it is one statement, which may be a transaction of its own. */
    boolean isAlone() {
        return patch.more().isEmpty() && isSql();
    }

    /** Whether it is one statement. A deletion takes the rows of collections along, which Hibernate knows how to do. */
    private boolean isSql() {
        return entity.tables().isPlain() && !(patch.deletes() && entity.tables().hasCollections());
    }

    /**
     * Runs it, and what else the patch does.
     *
     * @param next the new version; null for none
     * @return whether it won
     */
    boolean run(EntityManager entityManager, @Nullable Object next) {
        boolean won = isSql()
                ? runAlone(entityManager.unwrap(SharedSessionContractImplementor.class), next)
                : new PatchQuery<>(entity, id, snapshot, patch).run(entityManager, next);
        if (won) {
            patch.more().forEach(work -> work.accept(entityManager));
        }
        return won;
    }

    /**
     * Runs it, where it is {@linkplain #isAlone() one statement}.
     *
     * @param next the new version; null for none
     * @return whether it won
     */
    boolean runAlone(SharedSessionContractImplementor session, @Nullable Object next) {
        return new PatchSql<>(entity, id, snapshot, patch).run(session, next);
    }

    /** The attributes that it writes, as wholes. */
    Set<String> attributes() {
        return Stream.concat(patch.values().keySet().stream(), patch.sums().keySet().stream())
                .map(PatchStatement::whole)
                .collect(Collectors.toSet());
    }

    /** The attribute of which a name may be a part. */
    static String whole(String attribute) {
        int dot = attribute.indexOf('.');
        return dot < 0 ? attribute : attribute.substring(0, dot);
    }

    /** The attributes whose values it overwrites: to do so after another has written them would undo that. */
    Set<String> overwritten() {
        return patch.values().keySet();
    }
}
