package dev.headroom.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.Verdict;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Walks over one animal in every order, and compares with the list that the database sorts. */
final class ZooWalk {

    private static final int RANDOM_ORDERS = 4;

    private static final List<Integer> SIZES = List.of(1, 2, 3, 7);

    private final AnimalStore store;
    private final Verdict verdict;
    private final EntityType<?> root;

    ZooWalk(AnimalStore store, Verdict verdict) {
        this.store = store;
        this.verdict = verdict;
        this.root = store.entityManagerFactory()
                .getMetamodel()
                .entity(store.animal().root());
    }

    void run() {
        List<String> served = new ArrayList<>();
        for (String path : ZooOrders.paths(root)) {
            if (serves(path)) {
                served.add(path);
                verdict.served();
            }
        }
        for (int seed = 0; seed < RANDOM_ORDERS && served.size() > 1; seed++) {
            List<SortKey> keys = ZooOrders.random(served, new Random(seed));
            walk(root.getJavaType(), keys, seed, "seed " + seed);
        }
    }

    private boolean serves(String path) {
        try {
            List<SortKey> keys = ZooOrders.keys(path);
            for (int key = 0; key < keys.size(); key++) {
                walk(root.getJavaType(), List.of(keys.get(key)), key, "");
            }
            return true;
        } catch (InvalidKeysetException refusal) {
            verdict.refused(path, refusal);
            return false;
        }
    }

    /** Each order by another size forward, backward and by criteria: the four orders of a path have all sizes. */
    private <E> void walk(Class<E> entity, List<SortKey> keys, int turn, String seed) {
        Keyset<E> keyset = Keyset.of(entity, keys).cursors(SongStore.CURSORS).build(store.entityManagerFactory());
        List<Object> sorted = store.inTransaction(
                em -> ids(em.createQuery(hql(keyset), entity).getResultList()));
        String name = keyset + " " + seed;
        assertThat(along(keyset, query -> query, KeysetRequest.first(size(turn)), sorted.size()))
                .as("%s forward by %s", name, size(turn))
                .isEqualTo(sorted);
        assertThat(along(keyset, query -> query, KeysetRequest.last(size(turn + 1)), sorted.size()))
                .as("%s backward by %s", name, size(turn + 1))
                .isEqualTo(sorted);
        assertThat(along(keyset, ZooWalk::asCriteria, KeysetRequest.first(size(turn + 2)), sorted.size()))
                .as("%s by criteria by %s", name, size(turn + 2))
                .isEqualTo(sorted);
        if (turn % 2 == 0) {
            compareTheRest(keyset, sorted, name);
        }
    }

    private static int size(int turn) {
        return SIZES.get(turn % SIZES.size());
    }

    private <E> void compareTheRest(Keyset<E> keyset, List<Object> sorted, String name) {
        store.inTransaction(em -> {
            KeysetPage<E> page = keyset.query(em).page(KeysetRequest.first(1).counting(Count.exact()));
            assertThat(page.total().rows()).as("total of %s", name).isEqualTo(sorted.size());
            assertThat(keyset.query(em).stream(2).map(this::id))
                    .as("stream of %s", name)
                    .isEqualTo(sorted);
            List<Object> parts = new ArrayList<>();
            for (KeysetRange range : keyset.query(em).partitions(3)) {
                parts.addAll(ids(keyset.query(em).within(range).page(KeysetRequest.first(100))));
            }
            assertThat(parts).as("partitions of %s", name).isEqualTo(sorted);
            return true;
        });
        List<Object> batches = new ArrayList<>();
        keyset.forEachBatch(
                work -> store.inTransaction(em -> {
                    work.accept(em);
                    return true;
                }),
                KeysetRequest.first(3),
                (em, batch) -> batches.addAll(ids(batch)));
        assertThat(batches).as("batches of %s", name).isEqualTo(sorted);
    }

    private String hql(Keyset<?> keyset) {
        return ZooOrders.hql(root.getName(), keyset.keys());
    }

    private static <E> KeysetQuery<E, E> asCriteria(KeysetQuery<E, E> query) {
        return query.where((entity, cb) -> cb.conjunction());
    }

    private <E> List<Object> along(
            Keyset<E> keyset, Function<KeysetQuery<E, E>, KeysetQuery<E, E>> narrowing, KeysetRequest start, int rows) {
        List<Object> walked = new ArrayList<>();
        Optional<KeysetRequest> request = Optional.of(start);
        while (request.isPresent() && walked.size() <= rows) {
            KeysetRequest next = request.get();
            try (EntityManager em = store.entityManager()) {
                KeysetPage<E> page = narrowing.apply(keyset.query(em)).page(next);
                walked.addAll(start.forward() ? walked.size() : 0, ids(page));
                request = start.forward() ? page.next() : page.previous();
            }
        }
        return walked;
    }

    private List<Object> ids(Iterable<?> rows) {
        List<Object> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(id(row)));
        return ids;
    }

    private Object id(Object row) {
        return store.entityManagerFactory().getPersistenceUnitUtil().getIdentifier(row);
    }
}
