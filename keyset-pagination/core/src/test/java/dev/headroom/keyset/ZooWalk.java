package dev.headroom.keyset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.Verdict;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.metamodel.EntityType;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.hibernate.HibernateException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;

/** Walks over one animal in every order, and compares with the list that the database sorts. */
final class ZooWalk<E> {

    static final long SEED = Long.getLong("headroom.seed", 9054413155389L);

    private static final List<Integer> SIZES = List.of(1, 2, 3);

    private static final int OFTEN = 10;

    private final AnimalStore store;
    private final Verdict verdict;
    private final EntityManager em;
    private final EntityType<E> root;
    private final EntityIdentifierMapping id;
    private final Random random;
    private int walks;

    /**
     * @param em for all walks, so that what entities refer to is loaded once
     */
    private ZooWalk(AnimalStore store, Verdict verdict, EntityManager em, Class<E> entity) {
        this.store = store;
        this.verdict = verdict;
        this.em = em;
        this.root = store.entityManagerFactory().getMetamodel().entity(entity);
        this.id = store.entityManagerFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity)
                .getIdentifierMapping();
        this.random = new Random(SEED ^ entity.getName().hashCode());
    }

    static void check(AnimalStore store, Verdict verdict) {
        Class<?> entity = store.animal().root();
        try (EntityManager em = store.entityManager()) {
            // Nothing is written, whatever Hibernate takes for a change.
            em.setFlushMode(FlushModeType.COMMIT);
            em.getTransaction().begin();
            try {
                new ZooWalk<>(store, verdict, em, entity).runIfReadable();
            } finally {
                em.getTransaction().rollback();
            }
        }
    }

    /** Some rows hold what Hibernate makes no value of, some only when a driver has begun to read them as binary. */
    private void runIfReadable() {
        try {
            run();
        } catch (HibernateException | DateTimeException unreadable) {
            Throwable plain = catchThrowable(() -> {
                for (int time = 0; time < OFTEN; time++) {
                    em.clear();
                    em.createQuery("from " + root.getName(), root.getJavaType()).getResultList();
                }
            });
            if (!unreadable.getClass().isInstance(plain)) {
                throw unreadable;
            }
        }
    }

    private void run() {
        List<String> served = new ArrayList<>();
        for (String path : ZooOrders.paths(root)) {
            try {
                walk(path);
                served.add(path);
                verdict.served();
            } catch (InvalidKeysetException refusal) {
                verdict.refused(path, refusal);
            } catch (NullKeyException refusal) {
                assertThat(rowsThatTheMappingDenies(path)).as("%s", refusal).isPositive();
                verdict.refused(path, refusal);
            } catch (CursorOverflowException refusal) {
                walkWithoutCursors(keyset(SortKey.asc(path).nullsLast()));
                verdict.refused(path, refusal);
            }
        }
        if (!served.isEmpty()) {
            Keyset<E> keyset = keyset(ZooOrders.random(served, random));
            forward(keyset, sorted(keyset));
            backward(keyset, sorted(keyset));
            walkWithoutCursors(keyset);
        }
    }

    /** Rows that lack the key, or what it is an attribute of, although the mapping says that none does. */
    private long rowsThatTheMappingDenies(String path) {
        List<String> denied = new ArrayList<>();
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            denied.add(path.substring(0, dot));
        }
        if (!keyset(SortKey.asc(path).nullsFirst()).order().keys().get(0).nullable()) {
            denied.add(path);
        }
        return denied.stream()
                .mapToLong(way -> em.createQuery(ZooOrders.hqlOfNulls(root.getName(), way), Long.class)
                        .getSingleResult())
                .sum();
    }

    /**
     * Forward as text, and backward by criteria, which reads the other way. By turns the key goes up with nulls before and
     * behind, or down: that changes what is sent, whatever the key is.
     */
    private void walk(String path) {
        boolean nullable =
                keyset(SortKey.asc(path).nullsFirst()).order().keys().get(0).nullable();
        boolean upward = walks / 2 % 2 == 0;
        SortKey key = upward ? SortKey.asc(path) : SortKey.desc(path);
        Keyset<E> first = keyset(upward ? key.nullsFirst() : key.nullsLast());
        List<Object> sorted = sorted(first);
        forward(first, sorted);
        Keyset<E> second = keyset(upward ? key.nullsLast() : key.nullsFirst());
        backward(second, nullable ? sorted(second) : sorted);
    }

    private Keyset<E> keyset(SortKey key) {
        return keyset(List.of(key));
    }

    private Keyset<E> keyset(List<SortKey> keys) {
        return Keyset.of(root.getJavaType(), keys).cursors(SongStore.CURSORS).build(store.entityManagerFactory());
    }

    private void forward(Keyset<E> keyset, List<Object> sorted) {
        compare(keyset, keyset.query(em), KeysetRequest.first(nextSize()), sorted);
    }

    private void backward(Keyset<E> keyset, List<Object> sorted) {
        KeysetQuery<E, E> criteria = keyset.query(em).where((entity, cb) -> cb.conjunction());
        compare(keyset, criteria, KeysetRequest.last(1 + nextSize()), sorted); // criteria are translated for each page
    }

    private int nextSize() {
        return SIZES.get(walks++ % SIZES.size());
    }

    private void compare(Keyset<E> keyset, KeysetQuery<E, E> query, KeysetRequest start, List<Object> sorted) {
        List<Object> walked = new ArrayList<>();
        Optional<KeysetRequest> request = Optional.of(start);
        while (request.isPresent() && walked.size() <= sorted.size()) {
            KeysetPage<E> page = query.page(request.get());
            walked.addAll(start.forward() ? walked.size() : 0, ids(page));
            request = start.forward() ? page.next() : page.previous();
        }
        assertThat(walked).as("%s, seed %d: %s", keyset, SEED, start).isEqualTo(sorted);
    }

    private void walkWithoutCursors(Keyset<E> keyset) {
        List<Object> sorted = sorted(keyset);
        String name = keyset + ", seed " + SEED;
        KeysetQuery<E, E> query = keyset.query(em);
        KeysetPage<E> page = query.page(KeysetRequest.last(4).counting(Count.exact()));
        assertThat(page.total().rows()).as("total of %s", name).isEqualTo(sorted.size());
        assertThat(query.stream(4).map(this::id)).as("stream of %s", name).isEqualTo(sorted);
        List<Object> parts = new ArrayList<>();
        for (KeysetRange range : query.partitions(3)) {
            parts.addAll(ids(query.within(range).page(KeysetRequest.first(100))));
        }
        assertThat(parts).as("partitions of %s", name).isEqualTo(sorted);
        List<Object> batches = new ArrayList<>();
        keyset.forEachBatch(
                this::inTransaction, KeysetRequest.first(4), (manager, batch) -> batches.addAll(ids(batch)));
        assertThat(batches).as("batches of %s", name).isEqualTo(sorted);
    }

    private void inTransaction(Consumer<EntityManager> work) {
        store.inTransaction(manager -> {
            work.accept(manager);
            return true;
        });
    }

    private List<Object> sorted(Keyset<E> keyset) {
        return ids(em.createQuery(ZooOrders.hql(root.getName(), keyset.order().keys()), keyset.entity())
                .getResultList());
    }

    private List<Object> ids(Iterable<?> rows) {
        List<Object> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(id(row)));
        return ids;
    }

    /** The columns of the id: an id that is the entity itself is not equal to that of another session. */
    private Object id(Object row) {
        List<Object> columns = new ArrayList<>();
        id.forEachJdbcValue(
                id.getIdentifier(row),
                (place, value, column) -> columns.add(value),
                em.unwrap(SessionImplementor.class));
        return columns;
    }
}
