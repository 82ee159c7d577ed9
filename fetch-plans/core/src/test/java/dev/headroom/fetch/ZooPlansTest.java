package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.ZooPlans.Candidate;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.MappingsColumn;
import dev.headroom.testsupport.zoo.Verdict;
import dev.headroom.testsupport.zoo.Zoo;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On every mapping of the zoo, each plan loads what a lazy walk without a plan finds, by no more statements than it says, and
 * the next flush writes what it writes without the plan.
 */
@ExtendWith(ServersExtension.class)
class ZooPlansTest {

    @TestFactory
    Stream<DynamicNode> plans(Servers servers) {
        MappingsColumn column = new MappingsColumn("fetch-plans", Path.of("../../docs/mappings.md"));
        return Zoo.tests(servers, column, ZooPlansTest::check);
    }

    private static void check(AnimalStore store, Verdict verdict) {
        for (EntityType<?> entity : store.entityManagerFactory().getMetamodel().getEntities()) {
            if (ZooPlans.isConcrete(entity)
                    || entity.getJavaType() == store.animal().root()) {
                new Check<>(store, entity, verdict).run();
            }
        }
    }

    /** Of one entity. */
    private static final class Check<T> {

        private final AnimalStore store;
        private final EntityType<T> entity;
        private final Class<T> type;
        private final Verdict verdict;
        private final ZooRows rows;
        private final Map<Set<String>, String> walks = new HashMap<>();

        Check(AnimalStore store, EntityType<T> entity, Verdict verdict) {
            this.store = store;
            this.entity = entity;
            this.type = entity.getJavaType();
            this.verdict = verdict;
            this.rows = ZooRows.of(store);
        }

        void run() {
            ZooPlans<T> plans = new ZooPlans<>(store.entityManagerFactory(), entity);
            List<Candidate<T>> candidates = type == store.animal().root() ? plans.all() : List.of(plans.together());
            String before = discarding(rows::content);
            Set<String> changed = changedWithoutPlan();
            if (changed.isEmpty()) {
                // Hibernate cannot read or write these rows itself.
                return;
            }
            for (Candidate<T> candidate : candidates) {
                String name = entity.getName() + ": " + candidate.name();
                try {
                    FetchPlan<T> plan = candidate.build(type, store.entityManagerFactory());
                    check(name, plan, candidate.paths(), before, changed);
                    verdict.served();
                } catch (InvalidFetchPlanException refused) {
                    verdict.refused(name, refused);
                }
            }
        }

        /** What a change makes of the rows: through Hibernate, which may lose keys that are hidden, or by a statement. */
        private Set<String> changedWithoutPlan() {
            Set<String> changed = new HashSet<>();
            try {
                changed.add(discarding(em -> {
                    rows.change(entity, query(em));
                    em.flush();
                    return rows.content(em);
                }));
            } catch (RuntimeException e) {
                return Set.of();
            }
            rows.statement(entity)
                    .ifPresent(update -> changed.add(discarding(em -> {
                        em.createQuery(update).executeUpdate();
                        return rows.content(em);
                    })));
            return changed;
        }

        private void check(String name, FetchPlan<T> plan, Set<String> paths, String before, Set<String> changed) {
            String expected = walks.computeIfAbsent(
                    paths, wanted -> discarding(em -> new ZooGraph(em, true).of(query(em), wanted)));
            discarding(em -> {
                store.statements().clear();
                List<T> roots = plan.list(em.createQuery(hql(), type));
                checkStatements(name, plan, plan.explain().listStatements());
                checkGraph(name, em, roots, paths, expected);
                em.flush();
                assertThat(rows.content(em)).as(name + ": a flush after list").isEqualTo(before);
                rows.change(entity, roots);
                em.flush();
                assertThat(rows.content(em)).as(name + ": a change after list").isIn(changed);
                return name;
            });
            discarding(em -> {
                List<T> roots = query(em);
                store.statements().clear();
                plan.load(em, roots);
                checkStatements(name, plan, plan.explain().loadStatements());
                checkGraph(name, em, roots, paths, expected);
                rows.change(entity, roots);
                em.flush();
                assertThat(rows.content(em)).as(name + ": a change after load").isIn(changed);
                return name;
            });
        }

        private void checkStatements(String name, FetchPlan<T> plan, int said) {
            if (plan.explain().warnings().isEmpty()) {
                assertThat(store.statements().count())
                        .as(() -> name + ": " + plan.explain()
                                + store.statements().statements())
                        .isLessThanOrEqualTo(said);
            }
        }

        private void checkGraph(String name, EntityManager em, List<T> roots, Set<String> paths, String expected) {
            int sent = store.statements().count();
            assertThat(new ZooGraph(em, false).of(roots, paths)).as(name).isEqualTo(expected);
            assertThat(store.statements().count())
                    .as(name + ": nothing was left to load")
                    .isEqualTo(sent);
        }

        private String hql() {
            return "select e from " + entity.getName() + " e";
        }

        private List<T> query(EntityManager em) {
            return em.createQuery(hql(), type).getResultList();
        }

        /** In a transaction that leaves the rows as they are. */
        private <R> R discarding(Function<EntityManager, R> work) {
            try (EntityManager em = store.entityManager()) {
                em.getTransaction().begin();
                try {
                    return work.apply(em);
                } finally {
                    em.getTransaction().rollback();
                }
            }
        }
    }
}
