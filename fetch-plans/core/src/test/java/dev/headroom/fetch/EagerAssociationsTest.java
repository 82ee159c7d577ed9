package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * What the mapping calls eager is left for later, wherever it is mapped; a query that loads nothing so needs no graph.
 */
@EachDatabase
class EagerAssociationsTest {

    @Parameter
    Eager store;

    @BeforeParameterizedClassInvocation
    static void fill(Eager store) {
        store.write(em -> {
            Target target = new Target();
            em.persist(target);
            em.persist(new Plain());
            Within within = new Within();
            within.part = new Part(target);
            em.persist(within);
            Below below = new Below();
            below.target = target;
            em.persist(below);
            Listed listed = new Listed();
            listed.words.add("word");
            em.persist(listed);
            Keyed keyed = new Keyed();
            keyed.id.target = target;
            em.persist(keyed);
            Classed classed = new Classed();
            classed.target = target;
            em.persist(classed);
        });
    }

    @Test
    void leavesAReferenceOfAnEmbeddable() {
        assertLeft(Within.class, within -> within.part.target);
    }

    @Test
    void leavesAReferenceOfASubclass() {
        assertLeft(Top.class, top -> ((Below) top).target);
    }

    @Test
    void leavesACollection() {
        assertLeft(Listed.class, listed -> listed.words);
    }

    /** It needs the whole key before the entity, and would select each reference in it, whatever a graph says. */
    @Test
    void loadsAReferenceOfAnIdentifierByTheSameStatement() {
        assertLists(Keyed.class, keyed -> Hibernate.isInitialized(keyed.id.target));
        assertLists(Classed.class, classed -> Hibernate.isInitialized(classed.target));
    }

    /** Hibernate translates a query with a graph anew each time it runs. */
    @Test
    void sendsNoGraphWhereNothingIsEager() {
        SessionFactoryImplementor factory = store.entityManagers.unwrap(SessionFactoryImplementor.class);
        assertThat(JoinGraph.ofQuery(factory, Plain.class, List.of())).isNull();
        assertThat(JoinGraph.ofQuery(factory, Top.class, List.of())).isNotNull();
    }

    private <E> void assertLeft(Class<E> root, Function<E, Object> association) {
        assertLists(root, entity -> !Hibernate.isInitialized(association.apply(entity)));
    }

    private <E> void assertLists(Class<E> root, Predicate<E> loaded) {
        FetchPlan<E> plan = FetchPlan.of(root).build(store.entityManagers);
        store.write(em -> {
            store.statements.clear();
            List<E> found = plan.list(
                    em.createQuery("from " + root.getAnnotation(Entity.class).name(), root));
            assertThat(found).singleElement().matches(loaded);
            assertThat(store.statements.statements()).hasSize(1);
        });
    }

    static final class Eager extends RecordedStore {

        Eager(Database database) {
            super(
                    database,
                    Target.class,
                    Plain.class,
                    Within.class,
                    Top.class,
                    Below.class,
                    Listed.class,
                    Keyed.class,
                    Classed.class);
        }
    }

    @Entity(name = "EagerTarget")
    static class Target {
        @Id
        long id = 1;
    }

    @Entity(name = "Plain")
    static class Plain {
        @Id
        long id = 1;

        @ManyToOne(fetch = FetchType.LAZY)
        Target target;

        Size size = new Size();
    }

    @Embeddable
    static class Size {
        int length = 1;
    }

    @Embeddable
    static class Part {
        @ManyToOne
        Target target;

        protected Part() {}

        Part(Target target) {
            this.target = target;
        }
    }

    @Entity(name = "Within")
    static class Within {
        @Id
        long id = 1;

        Part part;
    }

    @Entity(name = "TopClass")
    static class Top {
        @Id
        long id = 1;
    }

    @Entity(name = "BelowClass")
    static class Below extends Top {
        @ManyToOne
        Target target;
    }

    @Entity(name = "Listed")
    static class Listed {
        @Id
        long id = 1;

        @ElementCollection(fetch = FetchType.EAGER)
        List<String> words = new ArrayList<>();
    }

    @Embeddable
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        long number = 1;

        @ManyToOne
        Target target;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(number);
        }
    }

    @Entity(name = "Keyed")
    static class Keyed {
        @EmbeddedId
        Key id = new Key();
    }

    record ClassedId(long number, Long target) {}

    @Entity(name = "Classed")
    @IdClass(ClassedId.class)
    static class Classed {
        @Id
        long number = 1;

        @Id
        @ManyToOne
        Target target;
    }
}
