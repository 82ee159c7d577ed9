package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.Reports.Entry;
import dev.headroom.fetch.Reports.Herb;
import dev.headroom.fetch.Reports.Recipe;
import dev.headroom.fetch.Reports.Remark;
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

    private FetchPlan<Recipe> plan(String... paths) {
        return FetchPlan.of(Recipe.class).fetch(paths).build(reports.entityManagers);
    }

    private static List<Recipe> recipes(EntityManager em) {
        return em.createQuery("from Recipe order by name", Recipe.class).getResultList();
    }

    /** spring-data-jpa 2920 and 2744: a graph, a page and a filter on the same collection gave the wrong rows. */
    @Test
    void aFilterOnTheFetchedCollectionLeavesPageAndCollectionWhole() {
        reports.run(em -> {
            List<Recipe> page = plan("herbs")
                    .list(em.createQuery(
                                    "select distinct r from Recipe r join r.herbs f where f.name in ('h1', 'h2') order by r.name",
                                    Recipe.class)
                            .setFirstResult(1)
                            .setMaxResults(3));
            assertThat(page).extracting(recipe -> recipe.name).containsExactly("r2", "r3", "r4");
            assertThat(page).allMatch(recipe -> recipe.herbs.size() == 3);
        });
    }

    /** spring-data-jpa-entity-graph 31 and 1: a graph whose owner is not what the query selects. */
    @Test
    void loadsIntoWhatAQueryReachesByAPath() {
        reports.run(em -> {
            List<Recipe> recipes = plan("chief", "herbs")
                    .list(em.createQuery(
                            "select m.recipe from Remark m where m.subject = 'x' order by m.id", Recipe.class));
            assertThat(recipes)
                    .hasSize(Reports.RECIPES)
                    .allMatch(recipe -> Hibernate.isInitialized(recipe.chief) && Hibernate.isInitialized(recipe.herbs));
        });
    }

    /** spring-data-jpa-entity-graph 29: a collection and a page read the whole table. */
    @Test
    void aPageWithACollectionIsLimitedByTheDatabase() {
        reports.run(em -> {
            reports.statements.clear();
            List<Recipe> page = plan("herbs", "words")
                    .list(em.createQuery("from Recipe order by name", Recipe.class)
                            .setMaxResults(2));
            assertThat(page).hasSize(2);
            assertThat(reports.statements.statements().get(0).sql()).containsAnyOf("fetch first", "limit");
            assertThat(reports.statements.count()).isEqualTo(3);
        });
    }

    /** spring-data-jpa-entity-graph 47: a graph over a map was a NullPointerException. */
    @Test
    void loadsAMapByAnAttributeOfItsValues() {
        reports.run(em -> assertThat(plan("remarks.recipe").list(em.createQuery("from Recipe", Recipe.class)))
                .allMatch(recipe -> recipe.remarks.keySet().equals(java.util.Set.of("x", "y"))));
    }

    /** spring-data-jpa-entity-graph 36: an empty graph was taken for none, so that eager associations were loaded. */
    @Test
    void aPlanOfNothingLeavesEagerAssociationsForLater() {
        reports.run(em -> assertThat(plan().list(em.createQuery("from Recipe", Recipe.class)))
                .noneMatch(recipe -> Hibernate.isInitialized(recipe.chief)));
    }

    /** blaze-persistence 710: collections were read for the limit of the page, applied to their own rows. */
    @Test
    void collectionsOfALaterPageAreThoseOfItsRows() {
        reports.run(em -> {
            List<Recipe> page = plan("herbs", "words", "remarks")
                    .list(em.createQuery("from Recipe order by name", Recipe.class)
                            .setFirstResult(4)
                            .setMaxResults(1));
            assertThat(page).singleElement().satisfies(recipe -> {
                assertThat(recipe.name).isEqualTo("r5");
                assertThat(recipe.herbs).hasSize(3);
                assertThat(recipe.words).containsExactlyInAnyOrder("a", "b");
                assertThat(recipe.remarks).hasSize(2);
            });
        });
    }

    /** blaze-persistence 2035: a collection of values read as children failed when it was read. */
    @Test
    void childrenThatAreValuesAreRefusedWhenThePlanIsBuilt() {
        assertThatThrownBy(() -> FetchPlan.of(Recipe.class)
                        .children("words", String.class, words -> {})
                        .build(reports.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContaining("load it with fetch");
    }

    /** django 32089: nothing was loaded into the others if the first one was loaded already. */
    @Test
    void loadsIntoThoseThatAreNotLoadedYet() {
        reports.run(em -> {
            List<Recipe> recipes = recipes(em);
            Hibernate.initialize(recipes.get(0).herbs);
            plan("herbs").load(em, recipes);
            assertThat(recipes).allMatch(recipe -> Hibernate.isInitialized(recipe.herbs));
        });
    }

    /** django 26676: a filtered list of children became the owner's collection. */
    @Test
    void aListOfChildrenIsNotTheCollection() {
        FetchPlan<Recipe> plan = FetchPlan.of(Recipe.class)
                .children("herbs", Herb.class, herbs -> herbs.where((herb, cb) -> cb.equal(herb.get("name"), "h1")))
                .build(reports.entityManagers);
        reports.run(em -> {
            Fetched<Recipe> fetched = plan.fetch(em, recipes(em));
            Recipe first = fetched.roots().get(0);
            assertThat(fetched.children(first, "herbs", Herb.class)).hasSize(1);
            assertThat(Hibernate.isInitialized(first.herbs)).isFalse();
            assertThat(first.herbs).hasSize(3);
        });
    }

    /** graphql/dataloader 34 and 280: keys that were asked for twice were sent twice. */
    @Test
    void sendsEachKeyOnce() {
        reports.run(em -> {
            List<Recipe> recipes = new ArrayList<>(recipes(em).subList(0, 2));
            recipes.addAll(List.copyOf(recipes));
            reports.statements.clear();
            plan("herbs").load(em, recipes);
            assertThat(reports.statements.count()).isEqualTo(1);
            assertThat(recipes.get(0).herbs).hasSize(3);
        });
    }

    /** bullet 147: what was advised against N+1 was reported as unused when it was done. */
    @Test
    void whatMendsNPlusOneIsNotReportedAsUnused() {
        QueryRecording with = record(em -> plan("remarks.recipe", "chief")
                .list(em.createQuery("from Recipe", Recipe.class))
                .forEach(recipe -> recipe.remarks
                        .values()
                        .forEach(remark -> assertThat(remark.recipe.name).isNotNull())));
        assertThat(with.nPlusOnes()).isEmpty();
        assertThat(with.unusedFetches()).noneMatch(one -> one.role().equals("Recipe.remarks"));
    }

    /** bullet 642: a collection that is asked for its size only if it is loaded was reported as unused. */
    @Test
    void aSizeThatIsAskedOnlyIfItIsLoadedIsUse() {
        QueryRecording queries = record(em -> plan("herbs")
                .list(em.createQuery("from Recipe", Recipe.class))
                .forEach(recipe -> assertThat(Hibernate.isInitialized(recipe.herbs) ? recipe.herbs.size() : -1)
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
                remark.recipe = em.find(Recipe.class, "r" + number);
                em.persist(remark);
                em.flush();
                assertThat(remark.recipe.name).isNotNull();
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
