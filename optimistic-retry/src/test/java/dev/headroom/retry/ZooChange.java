package dev.headroom.retry;

import dev.headroom.testsupport.zoo.AnimalStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hibernate.engine.internal.ManagedTypeHelper;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A change of one row of an animal, through an entity manager or as a patch.
 *
 * @param attribute that it sets; empty if it deletes
 * @param from the id of the row that has the new value
 */
record ZooChange(AnimalStore store, Kind kind, String attribute, Object id, Object from) {

    enum Kind {
        OTHER,
        NULL,
        OWN,
        DELETE
    }

    /** Of the first row, and of the last, which has another value in most attributes. */
    static List<ZooChange> all(AnimalStore store) {
        List<Object> ids = ids(store);
        Object first = ids.get(0);
        Object last = ids.get(ids.size() - 1);
        List<ZooChange> changes = new ArrayList<>();
        store.entityManagerFactory().getMetamodel().entity(store.animal().root()).getSingularAttributes().stream()
                .filter(attribute -> !attribute.isId() && !attribute.isVersion())
                .map(SingularAttribute::getName)
                .sorted()
                .forEach(name -> {
                    ids.stream()
                            .skip(1)
                            .forEach(from -> changes.add(new ZooChange(store, Kind.OTHER, name, first, from)));
                    changes.add(new ZooChange(store, Kind.NULL, name, last, last));
                    changes.add(new ZooChange(store, Kind.OWN, name, last, last));
                });
        changes.add(new ZooChange(store, Kind.DELETE, "", first, first));
        changes.add(new ZooChange(store, Kind.DELETE, "", last, last));
        return changes;
    }

    private static List<Object> ids(AnimalStore store) {
        return store.inTransaction(em -> {
            String entity = em.getMetamodel().entity(store.animal().root()).getName();
            return em
                    .createQuery(
                            "select e from " + entity + " e", store.animal().root())
                    .getResultList()
                    .stream()
                    .map(store.entityManagerFactory().getPersistenceUnitUtil()::getIdentifier)
                    .sorted(java.util.Comparator.comparing(String::valueOf))
                    .limit(3)
                    .toList();
        });
    }

    private EntityPersister persister() {
        return Objects.requireNonNull(store.entityManagerFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(store.animal().root()));
    }

    private int place() {
        return persister().findAttributeMapping(attribute).getStateArrayPosition();
    }

    /** Whether the patch does not leave it to Hibernate. */
    boolean isOneStatement() {
        OneStatement one = OneStatement.of(persister());
        return kind == Kind.DELETE ? one.deletes() : one.updates();
    }

    /** An entity manager writes all columns, and what it reads of some is not what is there. A patch writes what it names. */
    SortedMap<String, List<String>> only(
            SortedMap<String, List<String>> before, SortedMap<String, List<String>> after) {
        if (kind == Kind.DELETE || !isOneStatement()) {
            return after;
        }
        SortedMap<String, List<String>> only = new TreeMap<>(after);
        only.replaceAll((table, rows) -> only(before.get(table), rows));
        return only;
    }

    private List<String> only(List<String> before, List<String> after) {
        List<String> old = new ArrayList<>(before);
        after.forEach(old::remove);
        List<String> made = new ArrayList<>(after);
        before.forEach(made::remove);
        if (old.size() != 1 || made.size() != 1) {
            return after;
        }
        List<String> only = new ArrayList<>(before);
        only.remove(old.get(0));
        only.add(onlyColumns(old.get(0), made.get(0)));
        only.sort(null);
        return only;
    }

    private String onlyColumns(String old, String made) {
        Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        persister()
                .findAttributeMapping(attribute)
                .forEachSelectable((place, column) ->
                        columns.add(column.getSelectionExpression().replaceAll("[\"`]", "")));
        columns.add("version");
        String[] before = old.split(", (?=[A-Za-z_][\\w ]*=)", -1);
        String[] after = made.split(", (?=[A-Za-z_][\\w ]*=)", -1);
        for (int place = 0; place < before.length; place++) {
            if (columns.contains(before[place].replaceAll("=.*", ""))) {
                before[place] = after[place];
            }
        }
        return String.join(", ", before);
    }

    private @Nullable Object value(EntityManager em) {
        return kind == Kind.NULL
                ? null
                : persister().getValue(em.find(store.animal().root(), from), place());
    }

    void make(EntityManager em) {
        Object row = em.find(store.animal().root(), id);
        if (kind == Kind.DELETE) {
            em.remove(row);
            return;
        }
        persister().setValue(row, place(), value(em));
        ManagedTypeHelper.processIfSelfDirtinessTracker(
                row, (tracker, name) -> tracker.$$_hibernate_trackChange(name), attribute);
    }

    Outcome patch() {
        Object value = kind == Kind.DELETE
                ? null
                : store.inTransaction(em -> java.util.Optional.ofNullable(value(em)))
                        .orElse(null);
        return VersionedUpdates.of(store.entityManagerFactory())
                .policy(RetryPolicy.standard().attempts(2).backoff(Backoff.none()))
                .build()
                .update(store.animal().root(), id)
                .compute((entity, patch) -> kind == Kind.DELETE
                        ? guarded(patch).delete()
                        : guarded(patch).set(attribute, value));
    }

    private <E> Patch<E> guarded(Patch<E> patch) {
        if (persister().isVersioned()) {
            return patch;
        }
        return patch.ifUnchanged(kind == Kind.DELETE ? anyAttribute() : attribute);
    }

    private String anyAttribute() {
        Type[] types = persister().getPropertyTypes();
        int first = IntStream.range(0, types.length)
                .filter(attribute -> !types[attribute].isCollectionType())
                .findFirst()
                .orElseThrow();
        return persister().getPropertyNames()[first];
    }

    @Override
    public String toString() {
        return kind + " " + attribute + " of " + id + (kind == Kind.OTHER ? " from " + from : "");
    }
}
