package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A patch in the query language, for entities in several tables: Hibernate translates it anew each time, and makes numbers of
 * other types fit.
 */
final class PatchQuery<E> {

    private final VersionedEntity<E> entity;
    private final Object id;
    private final Snapshot<E> snapshot;
    private final Patch<E> patch;
    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();

    PatchQuery(VersionedEntity<E> entity, Object id, Snapshot<E> snapshot, Patch<E> patch) {
        this.entity = entity;
        this.id = id;
        this.snapshot = snapshot;
        this.patch = patch;
    }

    /**
     * Runs it.
     *
     * @param next the new version; null for none
     * @return whether it won
     */
    boolean run(EntityManager entityManager, @Nullable Object next) {
        // Hibernate finds the rows first, and writes them by their ids then: between, another may write them.
        entityManager.find(entity.type(), id, LockModeType.PESSIMISTIC_WRITE);
        Query statement = entityManager.createQuery(text(next));
        parameters.forEach(statement::setParameter);
        return statement.executeUpdate() > 0;
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
}
