package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionDelegatorBaseImpl;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same plans for ten owners and for a few more than fit in a statement, by as many statements as there are batches.
 */
@ParameterizedClass
@EnumSource(names = {"POSTGRESQL", "H2"})
@ExtendWith(ServersExtension.class)
class ManyOwnersTest {

    /**
     * Just over the size of a batch, by default (1,000) and of keys of several columns (1,024, where PostgreSQL's stack
     * ends).
     */
    private static final int OWNERS = 1_030;

    private static final int BATCHES = 2;

    /** More than a statement can take, so that the limit of the library is what counts. */
    private static final int ALL = 100_000;

    private static RecordingDataSource statements;
    private static EntityManagerFactory factory;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind, Servers servers) throws SQLException {
        Database database = servers.database(kind);
        statements = new RecordingDataSource(database.dataSource());
        factory = EntityManagerFactories.create(
                statements, Owner.class, Target.class, Child.class, Crate.class, Bottle.class);
        String numbers = kind == DatabaseKind.H2 ? "system_range(1, %d) r(i)" : "generate_series(1, %d) r(i)";
        String each = " from " + numbers.formatted(OWNERS);
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("insert into target (id) select i" + each);
            statement.execute("insert into owner (id, target_id) select i, i" + each);
            statement.execute("insert into child (id, owner_id) select i, i" + each);
            statement.execute("insert into crate (line, place) select mod(i, 10), i" + each);
            statement.execute("insert into bottle (id, crate_line, crate_place) select i, mod(i, 10), i" + each);
        }
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
    }

    @Test
    void loadsCollections() {
        FetchPlan<Owner> plan = FetchPlan.of(Owner.class).fetch("children").build(factory);
        assertLoads(1, plan, Owner.class, 10, owner -> Hibernate.isInitialized(owner.children));
        assertLoads(BATCHES, plan, Owner.class, OWNERS, owner -> owner.children.size() == 1);
    }

    @Test
    void loadsReferences() {
        FetchPlan<Owner> plan = FetchPlan.of(Owner.class).fetch("target").build(factory);
        assertLoads(1, plan, Owner.class, 10, owner -> Hibernate.isInitialized(owner.target));
        assertLoads(BATCHES, plan, Owner.class, OWNERS, owner -> Hibernate.isInitialized(owner.target));
    }

    @Test
    void loadsCollectionsOfCompositeKeys() {
        FetchPlan<Crate> crates = FetchPlan.of(Crate.class)
                .fetch("bottles", bottles -> bottles.batchSize(ALL))
                .build(factory);
        assertLoads(1, crates, Crate.class, 10, crate -> Hibernate.isInitialized(crate.bottles));
        assertLoads(BATCHES, crates, Crate.class, OWNERS, crate -> crate.bottles.size() == 1);
    }

    @Test
    void loadsReferencesByCompositeKeys() {
        FetchPlan<Bottle> bottles = FetchPlan.of(Bottle.class)
                .fetch("crate", crate -> crate.select().batchSize(ALL))
                .build(factory);
        assertLoads(BATCHES, bottles, Bottle.class, OWNERS, bottle -> Hibernate.isInitialized(bottle.crate));
    }

    @Test
    void readsChildren() {
        FetchPlan<Owner> owners = FetchPlan.of(Owner.class)
                .children("children", Child.class, children -> children.limitPerParent(3))
                .build(factory);
        assertReads(1, owners, Owner.class, 10, "children", Child.class);
        assertReads(BATCHES, owners, Owner.class, OWNERS, "children", Child.class);
    }

    @Test
    void readsChildrenByCompositeKeys() {
        FetchPlan<Crate> crates = FetchPlan.of(Crate.class)
                .children("bottles", Bottle.class, bottles -> bottles.batchSize(ALL))
                .build(factory);
        assertReads(BATCHES, crates, Crate.class, OWNERS, "bottles", Bottle.class);
    }

    /** A search for each batch would take the square of the time, which is counted here and not timed. */
    @Test
    void searchesTheSessionOnceForAllBatches() {
        FetchPlan<Owner> plan = FetchPlan.of(Owner.class)
                .fetch("children", children -> children.batchSize(10))
                .build(factory);
        try (EntityManager em = factory.createEntityManager()) {
            SearchedSession session = new SearchedSession(em.unwrap(SessionImplementor.class));
            List<Owner> owners = roots(em, Owner.class, 100);
            plan.load(session, owners);
            assertThat(owners).allMatch(owner -> Hibernate.isInitialized(owner.children));
            assertThat(session.searches).isEqualTo(1);
        }
    }

    /** Counts how often all of its collections are gone through. */
    @SuppressWarnings({"unchecked", "serial"}) // Hibernate's own methods; it is not serialized
    private static final class SearchedSession extends SessionDelegatorBaseImpl {

        private final PersistenceContext context;
        private int searches;

        SearchedSession(SessionImplementor session) {
            super(session);
            PersistenceContext own = session.getPersistenceContextInternal();
            context = (PersistenceContext) Proxy.newProxyInstance(
                    PersistenceContext.class.getClassLoader(),
                    new Class<?>[] {PersistenceContext.class},
                    (proxy, method, arguments) -> {
                        searches += method.getName().equals("forEachCollectionEntry") ? 1 : 0;
                        return method.invoke(own, arguments);
                    });
        }

        @Override
        public PersistenceContext getPersistenceContextInternal() {
            return context;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            return type.isInstance(this) ? type.cast(this) : super.unwrap(type);
        }
    }

    private static <T> void assertLoads(
            int count, FetchPlan<T> plan, Class<T> entity, int owners, Predicate<T> loaded) {
        try (EntityManager em = factory.createEntityManager()) {
            List<T> roots = roots(em, entity, owners);
            statements.clear();
            plan.load(em, roots);
            assertThat(roots.stream().filter(loaded).count()).isEqualTo(owners);
            assertThat(statements.count()).isEqualTo(count);
        }
    }

    private static <T> void assertReads(
            int count, FetchPlan<T> plan, Class<T> entity, int owners, String name, Class<?> type) {
        try (EntityManager em = factory.createEntityManager()) {
            List<T> roots = roots(em, entity, owners);
            statements.clear();
            Fetched<T> fetched = plan.fetch(em, roots);
            assertThat(statements.count()).isEqualTo(count);
            assertThat(fetched.roots().stream()
                            .filter(root -> fetched.children(root, name, type).size() == 1)
                            .count())
                    .isEqualTo(owners);
        }
    }

    private static <T> List<T> roots(EntityManager em, Class<T> type, int owners) {
        List<T> roots = em.createQuery("from " + type.getSimpleName(), type)
                .setMaxResults(owners)
                .getResultList();
        assertThat(roots).hasSize(owners);
        return roots;
    }

    @Entity(name = "Owner")
    static class Owner {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Target target;

        @OneToMany(mappedBy = "owner")
        List<Child> children = new ArrayList<>();
    }

    @Entity(name = "Target")
    static class Target {
        @Id
        Long id;
    }

    @Entity(name = "Child")
    @Table(indexes = @Index(columnList = "owner_id, id"))
    static class Child {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Owner owner;
    }

    @Embeddable
    record CrateId(int line, int place) {}

    @Entity(name = "Crate")
    static class Crate {
        @EmbeddedId
        CrateId id;

        @OneToMany(mappedBy = "crate")
        List<Bottle> bottles = new ArrayList<>();
    }

    @Entity(name = "Bottle")
    @Table(indexes = @Index(columnList = "crate_line, crate_place"))
    static class Bottle {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "crate_line", referencedColumnName = "line")
        @JoinColumn(name = "crate_place", referencedColumnName = "place")
        Crate crate;
    }
}
