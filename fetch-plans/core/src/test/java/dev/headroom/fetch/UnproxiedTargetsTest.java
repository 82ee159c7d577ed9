package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Unproxied.Box;
import dev.headroom.fetch.Unproxied.Letter;
import dev.headroom.fetch.Unproxied.Node;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Hibernate selects row by row what cannot be a proxy, unless it is joined: a plan sends no more than it says. */
@EachDatabase
class UnproxiedTargetsTest {

    @Parameter
    Unproxied store;

    @BeforeParameterizedClassInvocation
    static void fill(Unproxied store) {
        store.fill();
    }

    @Test
    void joinsWhatCannotBeAProxy() {
        FetchPlan<Letter> plan = FetchPlan.of(Letter.class).build(store.entityManagers);
        assertThat(plan.explain().steps().stream().map(FetchStep::path)).contains("stamp", "label", "clerk", "seal");
        store.write(em -> {
            List<Letter> letters = all(plan, Letter.class, em);
            assertThat(letters).hasSize(Unproxied.LETTERS).allMatch(letter -> letter.stamp.id.equals(letter.id));
            assertThat(letters).allMatch(letter -> (letter.seal != null) == (letter.id % 2 == 0));
        });
        assertThat(store.statements.count()).isEqualTo(1);
        assertThat(plan.explain().warnings()).isEmpty();
    }

    @Test
    void joinsItBeneathACollectionAndAReference() {
        FetchPlan<Box> plan =
                FetchPlan.of(Box.class).fetch("letters", "parcels").build(store.entityManagers);
        store.write(em -> all(plan, Box.class, em));
        assertThat(store.statements.count())
                .isLessThanOrEqualTo(plan.explain().listStatements())
                .isEqualTo(3);
    }

    @Test
    void warnsOfAChainThatNoJoinEnds() {
        FetchPlan<Node> plan = FetchPlan.of(Node.class).build(store.entityManagers);
        store.write(em -> assertThat(all(plan, Node.class, em)).hasSize(Unproxied.LETTERS));
        assertThat(store.statements.count()).isGreaterThan(plan.explain().listStatements());
        assertThat(plan.explain().warnings())
                .singleElement()
                .asString()
                .startsWith("Hibernate selects Node.next for each row, because it cannot be lazy");
    }

    /** Which rows are read first says whether the next one is there already: so none may be. */
    @Test
    void followsAnAssociationToItselfByAStatementForEachStep() {
        FetchPlan<Node> plan =
                FetchPlan.of(Node.class).fetch("previous.previous").build(store.entityManagers);
        assertThat(plan.explain().steps())
                .extracting(FetchStep::path, FetchStep::strategy)
                .contains(Tuple.tuple("previous", Strategy.JOIN), Tuple.tuple("previous.previous", Strategy.SELECT));
    }

    @Test
    void warnsOfReferencesInValuesThatCannotBeProxies() {
        FetchPlan<Letter> plan = FetchPlan.of(Letter.class).fetch("routes").build(store.entityManagers);
        assertThat(plan.explain().warnings())
                .containsExactly(
                        "routes: Hibernate selects Letter.routes.stamp for each row, because it cannot be lazy, and no"
                                + " join of the plan leads there: put the column on its side, or enhance that class for lazy loading");
    }

    private <E> List<E> all(FetchPlan<E> plan, Class<E> type, jakarta.persistence.EntityManager em) {
        store.statements.clear();
        return plan.list(em.createQuery("from " + type.getSimpleName(), type));
    }
}
