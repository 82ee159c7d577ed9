package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.Reports.Entry;
import dev.headroom.fetch.Reports.Family;
import dev.headroom.fetch.Reports.Remark;
import dev.headroom.fetch.Reports.Role;
import dev.headroom.fetch.watch.QueryRecording;
import dev.headroom.fetch.watch.QueryWatch;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What users of libraries with the same task have stumbled over in public, with inputs of our own. */
@EachDatabase
class PublicReportsTest {

    @Parameter
    Reports reports;

    private FetchPlan<Role> plan(String... paths) {
        return FetchPlan.of(Role.class).fetch(paths).build(reports.entityManagers);
    }

    private static List<Role> roles(EntityManager em) {
        return em.createQuery("from Role order by name", Role.class).getResultList();
    }

    /** spring-data-jpa 2920 and 2744: a graph, a page and a filter on the same collection gave the wrong rows. */
    @Test
    void aFilterOnTheFetchedCollectionLeavesPageAndCollectionWhole() {
        reports.run(em -> {
            List<Role> page = plan("families")
                    .list(em.createQuery(
                                    "select distinct r from Role r join r.families f where f.name in ('f1', 'f2') order by r.name",
                                    Role.class)
                            .setFirstResult(1)
                            .setMaxResults(3));
            assertThat(page).extracting(role -> role.name).containsExactly("r2", "r3", "r4");
            assertThat(page).allMatch(role -> role.families.size() == 3);
        });
    }

    /** spring-data-jpa-entity-graph 31 and 1: a graph whose owner is not what the query selects. */
    @Test
    void loadsIntoWhatAQueryReachesByAPath() {
        reports.run(em -> {
            List<Role> roles = plan("chief", "families")
                    .list(em.createQuery(
                            "select m.role from Remark m where m.subject = 'x' order by m.id", Role.class));
            assertThat(roles)
                    .hasSize(Reports.ROLES)
                    .allMatch(role -> Hibernate.isInitialized(role.chief) && Hibernate.isInitialized(role.families));
        });
    }

    /** spring-data-jpa-entity-graph 29: a collection and a page read the whole table. */
    @Test
    void aPageWithACollectionIsLimitedByTheDatabase() {
        reports.run(em -> {
            reports.statements.clear();
            List<Role> page = plan("families", "words")
                    .list(em.createQuery("from Role order by name", Role.class).setMaxResults(2));
            assertThat(page).hasSize(2);
            assertThat(reports.statements.statements().get(0).sql()).containsAnyOf("fetch first", "limit");
            assertThat(reports.statements.count()).isEqualTo(3);
        });
    }

    /** spring-data-jpa-entity-graph 47: a graph over a map was a NullPointerException. */
    @Test
    void loadsAMapByAnAttributeOfItsValues() {
        reports.run(em -> assertThat(plan("remarks.role").list(em.createQuery("from Role", Role.class)))
                .allMatch(role -> role.remarks.keySet().equals(java.util.Set.of("x", "y"))));
    }

    /** spring-data-jpa-entity-graph 36: an empty graph was taken for none, so that eager associations were loaded. */
    @Test
    void aPlanOfNothingLeavesEagerAssociationsForLater() {
        reports.run(em -> assertThat(plan().list(em.createQuery("from Role", Role.class)))
                .noneMatch(role -> Hibernate.isInitialized(role.chief)));
    }

    /** blaze-persistence 710: collections were read for the limit of the page, applied to their own rows. */
    @Test
    void collectionsOfALaterPageAreThoseOfItsRows() {
        reports.run(em -> {
            List<Role> page = plan("families", "words", "remarks")
                    .list(em.createQuery("from Role order by name", Role.class)
                            .setFirstResult(4)
                            .setMaxResults(1));
            assertThat(page).singleElement().satisfies(role -> {
                assertThat(role.name).isEqualTo("r5");
                assertThat(role.families).hasSize(3);
                assertThat(role.words).containsExactlyInAnyOrder("a", "b");
                assertThat(role.remarks).hasSize(2);
            });
        });
    }

    /** blaze-persistence 2035: a collection of values beside its owner failed when it was read. */
    @Test
    void valuesBesideTheirOwnerAreRefusedWhenThePlanIsBuilt() {
        assertThatThrownBy(() -> FetchPlan.of(Role.class)
                        .beside("words", String.class, words -> {})
                        .build(reports.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContaining("load it with fetch");
    }

    /** django 32089: nothing was loaded into the others if the first one was loaded already. */
    @Test
    void loadsIntoThoseThatAreNotLoadedYet() {
        reports.run(em -> {
            List<Role> roles = roles(em);
            Hibernate.initialize(roles.get(0).families);
            plan("families").load(em, roles);
            assertThat(roles).allMatch(role -> Hibernate.isInitialized(role.families));
        });
    }

    /** django 26676: a filtered list beside its owner became the owner's collection. */
    @Test
    void aListBesideItsOwnerIsNotItsCollection() {
        FetchPlan<Role> beside = FetchPlan.of(Role.class)
                .beside(
                        "families",
                        Family.class,
                        families -> families.where((family, cb) -> cb.equal(family.get("name"), "f1")))
                .build(reports.entityManagers);
        reports.run(em -> {
            Fetched<Role> fetched = beside.fetch(em, roles(em));
            Role first = fetched.roots().get(0);
            assertThat(fetched.children(first, "families", Family.class)).hasSize(1);
            assertThat(Hibernate.isInitialized(first.families)).isFalse();
            assertThat(first.families).hasSize(3);
        });
    }

    /** graphql/dataloader 34 and 280: keys that were asked for twice were sent twice. */
    @Test
    void sendsEachKeyOnce() {
        reports.run(em -> {
            List<Role> roles = new ArrayList<>(roles(em).subList(0, 2));
            roles.addAll(List.copyOf(roles));
            reports.statements.clear();
            plan("families").load(em, roles);
            assertThat(reports.statements.count()).isEqualTo(1);
            assertThat(roles.get(0).families).hasSize(3);
        });
    }

    /** bullet 147: what was advised against N+1 was reported as unused when it was done. */
    @Test
    void whatMendsNPlusOneIsNotReportedAsUnused() {
        QueryRecording with = record(em -> plan("remarks.role", "chief")
                .list(em.createQuery("from Role", Role.class))
                .forEach(role -> role.remarks
                        .values()
                        .forEach(remark -> assertThat(remark.role.name).isNotNull())));
        assertThat(with.nPlusOnes()).isEmpty();
        assertThat(with.unusedFetches()).noneMatch(one -> one.role().equals("Role.remarks"));
    }

    /** bullet 642: a collection that is asked for its size only if it is loaded was reported as unused. */
    @Test
    void aSizeThatIsAskedOnlyIfItIsLoadedIsUse() {
        QueryRecording queries = record(em -> plan("families")
                .list(em.createQuery("from Role", Role.class))
                .forEach(role -> assertThat(Hibernate.isInitialized(role.families) ? role.families.size() : -1)
                        .isEqualTo(3)));
        assertThat(queries.unusedFetches()).isEmpty();
    }

    /** quickperf 199: an insert that H2 returns the identity of was counted as a select. */
    @Test
    void anInsertThatReturnsItsIdentityIsNoSelect() {
        QueryRecording queries = record(em -> {
            em.persist(new Entry());
            em.persist(new Entry());
        });
        assertThat(queries.statements()).isEqualTo(2);
        assertThat(queries.selects()).isZero();
    }

    /** N+1 that arises where entities are made, and not read (bullet 429). */
    @Test
    void whatWasJustMadeIsNoNPlusOne() {
        QueryRecording queries = record(em -> {
            for (int number = 1; number <= 3; number++) {
                Remark remark = new Remark();
                remark.id = "made" + number;
                remark.role = em.find(Role.class, "r" + number);
                em.persist(remark);
                em.flush();
                assertThat(remark.role.name).isNotNull();
                em.remove(remark);
            }
        });
        assertThat(queries.nPlusOnes()).isEmpty();
    }

    private QueryRecording record(Consumer<EntityManager> work) {
        try (QueryWatch watch = QueryWatch.install(reports.entityManagers);
                QueryRecording queries = watch.openWithUse()) {
            reports.run(work);
            return queries;
        }
    }
}
