package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a patch if the entity is as it was read: the version is checked and raised by the statement that writes. */
final class PatchStatement<E> {

    private final VersionedEntity<E> entity;
    private final Object id;
    private final Snapshot<E> snapshot;
    private final Patch<E> patch;
    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();

    PatchStatement(VersionedEntity<E> entity, Object id, Snapshot<E> snapshot, Patch<E> patch) {
        this.entity = entity;
        this.id = id;
        this.snapshot = snapshot;
        this.patch = patch;
    }

    /** Refuses what cannot be written. */
    void check() {
        String call = "The patch of " + entity.type().getSimpleName();
        patch.values().keySet().forEach(attribute -> entity.check(call, attribute));
        patch.sums().keySet().forEach(attribute -> entity.check(call, attribute));
        patch.guards().forEach(attribute -> entity.check(call, attribute));
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

    /**
     * Runs it, and what else the patch does.
     *
     * @param next the new version; null for none
     * @return whether it won
     */
    boolean run(EntityManager entityManager, @Nullable Object next) {
        if (entity.isWrittenInTwoSteps()) {
            entityManager.find(entity.type(), id, LockModeType.PESSIMISTIC_WRITE);
        }
        Query statement = entityManager.createQuery(text(next));
        parameters.forEach(statement::setParameter);
        if (statement.executeUpdate() == 0) {
            return false;
        }
        patch.more().forEach(work -> work.accept(entityManager));
        return true;
    }

    private String text(@Nullable Object next) {
        String conditions = String.join(" and ", conditions());
        return patch.deletes()
                ? "delete from " + entity.name() + " e where " + conditions
                : "update " + entity.name() + " e set " + String.join(", ", assignments(next)) + " where " + conditions;
    }

    private List<String> assignments(@Nullable Object next) {
        List<String> assignments = new ArrayList<>();
        if (entity.versionAttribute() != null) {
            assignments.add("e." + entity.versionAttribute() + " = " + parameter(next));
        }
        patch.values()
                .forEach((attribute, value) ->
                        assignments.add("e." + attribute + " = " + (value == null ? "null" : parameter(value))));
        patch.sums()
                .forEach((attribute, delta) ->
                        assignments.add("e." + attribute + " = e." + attribute + " + " + parameter(delta)));
        return assignments;
    }

    private List<String> conditions() {
        List<String> conditions = new ArrayList<>(List.of("id(e) = " + parameter(id)));
        if (entity.versionAttribute() != null) {
            conditions.add(equal(entity.versionAttribute(), snapshot.version()));
        }
        patch.guards().forEach(attribute -> conditions.add(equal(attribute, entity.value(snapshot, attribute))));
        return conditions;
    }

    private String equal(String attribute, @Nullable Object value) {
        return value == null ? "e." + attribute + " is null" : "e." + attribute + " = " + parameter(value);
    }

    private String parameter(@Nullable Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, Objects.requireNonNull(value));
        return ":" + name;
    }

    /** The attributes whose values it overwrites: to do so after another has written them would undo that. */
    Set<String> overwritten() {
        return patch.values().keySet();
    }
}
