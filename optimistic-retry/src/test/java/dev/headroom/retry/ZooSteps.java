package dev.headroom.retry;

import dev.headroom.retry.ZooContest.End;
import dev.headroom.testsupport.zoo.AnimalStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.generator.Assigned;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;

/** What is done to the rows of an animal, one after the other: of each attribute and of several rows. */
final class ZooSteps {

    private ZooSteps() {}

    /** In groups after which the rows are compared. */
    static List<List<ZooStep>> of(AnimalStore store) {
        List<Object> ids = ids(store);
        Object first = ids.get(0);
        Object last = ids.get(ids.size() - 1);
        List<String> attributes = attributes(store);
        List<ZooStep> values = attributes.stream()
                .<ZooStep>map(attribute -> new ZooChange(store, attribute, first, last))
                .toList();
        List<ZooStep> nulls = attributes.stream()
                .<ZooStep>mapMulti((attribute, steps) -> {
                    steps.accept(new ZooChange(store, attribute, last, last));
                    steps.accept(new ZooChange(store, attribute, last, null));
                })
                .toList();
        List<ZooStep> rows = new ArrayList<>(contests(store, ids.get(ids.size() / 2), first, last));
        rows.add(new ZooBatch(store, ids, attributes.get(0), first));
        List<ZooStep> ends = new ArrayList<>();
        ends.add(ZooChange.deletion(store, first));
        ends.add(ZooChange.deletion(store, last));
        newId(store).ifPresent(id -> ends.add(0, new ZooCreation(store, id, ids.get(ids.size() / 2))));
        return List.of(values, nulls, rows, ends);
    }

    /** Each attribute as another writes the one before it; without a version, the same one. */
    private static List<ZooContest> contests(AnimalStore store, Object id, Object from, Object ofRival) {
        List<String> attributes = store.inTransaction(em -> attributes(store).stream()
                .filter(attribute -> !new ZooChange(store, attribute, id, from).isRefused(em))
                .toList());
        boolean isVersioned = ZooChange.persister(store).isVersioned();
        List<End> ends = isVersioned ? List.of(End.values()) : List.of(End.COMPUTED_AGAIN, End.COMPUTED_UNDER_A_LOCK);
        List<ZooContest> contests = new ArrayList<>();
        for (int place = 0; place < Math.min(ends.size(), attributes.size()); place++) {
            String attribute = attributes.get(place);
            String other = attributes.get((place + attributes.size() - 1) % attributes.size());
            contests.add(new ZooContest(
                    new ZooChange(store, attribute, id, from),
                    new ZooChange(store, isVersioned ? other : attribute, id, ofRival),
                    ends.get(place)));
        }
        return contests;
    }

    static List<String> attributes(AnimalStore store) {
        EntityType<?> entity = store.entityManagerFactory()
                .getMetamodel()
                .entity(store.animal().root());
        return entity.getSingularAttributes().stream()
                .filter(attribute -> !attribute.isId() && !attribute.isVersion())
                .map(SingularAttribute::getName)
                .sorted()
                .toList();
    }

    private static List<Object> ids(AnimalStore store) {
        String entity = ZooChange.persister(store).getEntityName();
        return store.inTransaction(em -> em.createQuery("select id(row) from " + entity + " row", Object.class)
                .getResultStream()
                .sorted(Comparator.comparing(String::valueOf))
                .toList());
    }

    /** Ids of rows that an entity manager does not find; of entities with simple ids only. */
    static List<Object> hiddenIds(AnimalStore store) {
        EntityPersister persister = ZooChange.persister(store);
        String[] columns = persister.getIdentifierColumnNames();
        Class<?> type = persister.getIdentifierType().getReturnedClass();
        if (columns.length != 1 || newId(store).isEmpty() || persister instanceof UnionSubclassEntityPersister) {
            return List.of();
        }
        String table = persister.getIdentifierTableDetails().getTableName();
        return store.inTransaction(em -> em
                .unwrap(Session.class)
                .createNativeQuery("select " + columns[0] + " from " + table, type)
                .getResultList()
                .stream()
                .map(Object.class::cast)
                .filter(id -> isHidden(store, em, id))
                .toList());
    }

    /** Some are not found because Hibernate fails. */
    private static boolean isHidden(AnimalStore store, EntityManager em, Object id) {
        try {
            return em.find(store.animal().root(), id) == null;
        } catch (RuntimeException failure) {
            return false;
        }
    }

    /** Of no row. */
    private static Optional<Object> newId(AnimalStore store) {
        EntityPersister persister = ZooChange.persister(store);
        if (!(persister.getGenerator() instanceof Assigned)) {
            return Optional.empty();
        }
        return Stream.of(424_242L, 424_242, "new", new UUID(4, 2))
                .filter(id -> id.getClass() == persister.getIdentifierType().getReturnedClass())
                .map(Object.class::cast)
                .findFirst();
    }
}
