package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.ZooPlans.Candidate;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.zoo.AnimalStore;
import dev.headroom.testsupport.zoo.MappingsColumn;
import dev.headroom.testsupport.zoo.Verdict;
import dev.headroom.testsupport.zoo.Zoo;
import dev.headroom.testsupport.zoo.animals.RequiredReferences;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On every mapping of the zoo, each plan loads what a lazy walk without a plan finds, by no more statements than it
 * says, and the next flush writes what it writes without the plan.
 */
@ExtendWith(ServersExtension.class)
class ZooPlansTest {

    /**
     * Its mapping says never null of a column with a null, so that Hibernate's own joins leave out the row. A plan's
     * joins are Hibernate's; what is selected keeps the row.
     */
    private static final Class<?> NEVER_NULL = RequiredReferences.class;

    @TestFactory
    Stream<DynamicNode> plans(Servers servers) {
        MappingsColumn column = new MappingsColumn("fetch-plans", Path.of("../../docs/mappings.md"));
        return Zoo.tests(servers, column, ZooPlansTest::check);
    }

    @TestFactory
    Stream<DynamicNode> plansOfRandomMappings(Servers servers) {
        return Zoo.randomTests(servers, 4000, ZooPlansTest::check);
    }

    private static void check(AnimalStore store, Verdict verdict) {
        List<Class<?>> entities = store.animal().entities();
        ZooRows rows = ZooRows.of(store);
        for (EntityType<?> entity : store.entityManagerFactory().getMetamodel().getEntities()) {
            if (entities.contains(entity.getJavaType())
                    && (ZooPlans.isConcrete(entity)
                            || entity.getJavaType() == store.animal().root())) {
                new Check<>(store, rows, entity, verdict).run();
            }
        }
    }

    /** Of one entity. */
    private static final class Check<T> {

        private final AnimalStore store;
        private final ZooRows rows;
        private final EntityType<T> entity;
        private final Class<T> type;
        private final Verdict verdict;
        private final Map<Set<String>, String> walks = new HashMap<>();

        Check(AnimalStore store, ZooRows rows, EntityType<T> entity, Verdict verdict) {
            this.store = store;
            this.rows = rows;
            this.entity = entity;
            this.type = entity.getJavaType();
            this.verdict = verdict;
        }

        void run() {
            ZooPlans<T> plans = new ZooPlans<>(store.entityManagerFactory(), entity);
            boolean isRoot = type == store.animal().root();
            Changes changes = Changes.without(this);
            for (Candidate<T> candidate : isRoot ? plans.all() : List.of(plans.together())) {
                if (NEVER_NULL.equals(store.animal().getClass())
                        && !candidate.name().startsWith("select")) {
                    continue;
                }
                String name = entity.getName() + ": " + candidate.name();
                FetchPlan<T> plan;
                try {
                    plan = candidate.build(type, store.entityManagerFactory());
                } catch (InvalidFetchPlanException refused) {
                    verdict.refused(name, refused);
                    continue;
                }
                checkList(name, plan, candidate.paths(), changes);
                checkLoad(name, plan, candidate.paths(), changes);
                verdict.served();
            }
            if (isRoot) {
                discarding(em -> {
                    new ZooChildren<>(store.entityManagerFactory(), entity).check(em, query(em), verdict);
                    return entity;
                });
            }
        }

        private void checkList(String name, FetchPlan<T> plan, Set<String> paths, Changes changes) {
            String after = name + ", after list";
            changes.compare(after, discarding(em -> {
                store.statements().clear();
                List<T> roots = plan.list(em.createQuery(hql(), type));
                checkStatements(name, plan, plan.explain().listStatements());
                checkGraph(name, em, roots, paths);
                return changes.make(after, this, em, roots);
            }));
        }

        private void checkLoad(String name, FetchPlan<T> plan, Set<String> paths, Changes changes) {
            String after = name + ", after load";
            changes.compare(after, discarding(em -> {
                List<T> roots = query(em);
                store.statements().clear();
                plan.load(em, roots);
                checkStatements(name, plan, plan.explain().loadStatements());
                checkGraph(name, em, roots, paths);
                return changes.make(after, this, em, roots);
            }));
        }

        /** What a warning tells of is one statement for each row at most. */
        private void checkStatements(String name, FetchPlan<T> plan, int said) {
            int warned = plan.explain().warnings().size() * rows.count();
            assertThat(store.statements().count())
                    .as(() -> name + ": " + plan.explain() + store.statements().statements())
                    .isLessThanOrEqualTo(said + warned);
        }

        private void checkGraph(String name, EntityManager em, List<T> roots, Set<String> paths) {
            String expected = walks.computeIfAbsent(
                    paths, wanted -> discarding(other -> new ZooGraph(other, true).of(query(other), wanted)));
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

    /**
     * What a flush writes without a plan.
     *
     * @param flushed statements of a flush where nothing was changed
     * @param rows what a change makes of them; none if Hibernate refuses it
     * @param byStatement the same by a statement for the changed column alone, once it is needed: Hibernate itself
     *     reads some hidden targets as null and writes that, where a plan may keep the key
     * @param failure of a change that Hibernate refuses
     */
    private record Changes(
            int flushed, Optional<String> rows, Supplier<Optional<String>> byStatement, Optional<Class<?>> failure) {

        private static final int BATCH = 100;

        static Changes without(Check<?> check) {
            int flushed = check.discarding(em -> {
                check.query(em);
                return flush(check, em);
            });
            Supplier<Optional<String>> byStatement =
                    () -> check.rows.statement(check.entity).flatMap(update -> byStatement(check, update));
            try {
                String changed = check.discarding(em -> changed(check, em, check.query(em)));
                return new Changes(flushed, Optional.of(changed), byStatement, Optional.empty());
            } catch (RuntimeException e) {
                return new Changes(flushed, Optional.empty(), byStatement, Optional.of(e.getClass()));
            }
        }

        /** None where a constraint is against it. */
        private static Optional<String> byStatement(Check<?> check, String update) {
            try {
                return Optional.of(check.discarding(em -> {
                    em.createQuery(update).executeUpdate();
                    return check.rows.content(em);
                }));
            } catch (RuntimeException e) {
                return Optional.empty();
            }
        }

        /** What a change of the entities makes of the rows; none if it fails as it does without a plan. */
        <T> Optional<String> make(String name, Check<T> check, EntityManager em, List<T> roots) {
            assertThat(flush(check, em)).as(name + ": a flush").isLessThanOrEqualTo(flushed);
            if (failure.isPresent()) {
                assertThatThrownBy(() -> changed(check, em, roots)).as(name).isInstanceOf(failure.get());
                return Optional.empty();
            }
            return Optional.of(changed(check, em, roots));
        }

        /** After the transaction, whose locks the statement would wait for. */
        void compare(String name, Optional<String> made) {
            if (!made.equals(rows)) {
                assertThat(made).as(name + ": a change").isIn(Arrays.asList(rows, byStatement.get()));
            }
        }

        private static int flush(Check<?> check, EntityManager em) {
            int before = check.store.statements().count();
            em.flush();
            return check.store.statements().count() - before;
        }

        /** In batches, because the rows tell what is written, and not the statements. */
        private static String changed(Check<?> check, EntityManager em, List<?> roots) {
            em.unwrap(Session.class).setJdbcBatchSize(BATCH);
            check.rows.change(check.entity, roots);
            em.flush();
            return check.rows.content(em);
        }
    }
}
