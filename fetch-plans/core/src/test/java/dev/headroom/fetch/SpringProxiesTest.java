package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.Kinds.Keeper;
import dev.headroom.fetch.watch.NPlusOne;
import dev.headroom.fetch.watch.QueryRecording;
import dev.headroom.fetch.watch.QueryWatch;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything once by the factory and the entity manager that Spring hands to beans, in a transaction and outside. */
@EachDatabase
class SpringProxiesTest {

    /** A Spring application with the rows of {@link Kinds}. */
    static final class Application implements AutoCloseable {

        private final Bean bean;
        final EntityManagerFactory factory;
        final EntityManager shared;
        final TransactionTemplate transactions;

        Application(Database database) {
            try (Kinds kinds = new Kinds(database)) {
                kinds.fill();
            }
            bean = new Bean(database.dataSource());
            bean.setEntityManagerFactoryInterface(SessionFactory.class);
            bean.setEntityManagerInterface(Session.class);
            bean.afterPropertiesSet();
            factory = Objects.requireNonNull(bean.getObject());
            shared = SharedEntityManagerCreator.createSharedEntityManager(factory);
            transactions = new TransactionTemplate(new JpaTransactionManager(factory));
        }

        @Override
        public void close() {
            bean.destroy();
        }
    }

    /** Puts Spring's proxy around a factory. */
    private static final class Bean extends AbstractEntityManagerFactoryBean {
        private static final long serialVersionUID = 1L;

        private final transient DataSource dataSource;

        Bean(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        protected EntityManagerFactory createNativeEntityManagerFactory() {
            Map<String, Object> settings = new HashMap<>();
            QueryWatch.configure(settings);
            HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("spring");
            configuration
                    .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource)
                    .property(SchemaToolingSettings.HBM2DDL_AUTO, "validate")
                    .managedClasses(Kinds.ENTITIES);
            settings.forEach(configuration::property);
            return configuration.createEntityManagerFactory();
        }
    }

    @Parameter
    Application application;

    private FetchPlan<Keeper> plan() {
        return FetchPlan.of(Keeper.class)
                .fetch("pet.kennel", "things")
                .fetch("pets", pets -> pets.treat(Kinds.Dog.class).fetch("kennel"))
                .build(application.factory);
    }

    private FetchPlan<Keeper> withChildren() {
        return FetchPlan.of(Keeper.class)
                .children(
                        "pets", Kinds.Dog.class, dogs -> dogs.limitPerParent(1).fetch("kennel"))
                .build(application.factory);
    }

    private List<Keeper> keepers() {
        return application
                .shared
                .createQuery("from Keeper order by id", Keeper.class)
                .getResultList();
    }

    private void assertLoaded(List<Keeper> keepers) {
        assertThat(keepers)
                .hasSize(Kinds.KEEPERS)
                .allMatch(keeper -> Hibernate.isInitialized(keeper.pet)
                        && Hibernate.isInitialized(keeper.things)
                        && keeper.pets.size() == 2);
    }

    private void assertChildren(Fetched<Keeper> fetched) {
        assertThat(fetched.roots()).hasSize(Kinds.KEEPERS);
        fetched.roots()
                .forEach(keeper -> assertThat(fetched.children(keeper, "pets", Kinds.Dog.class))
                        .hasSize(1)
                        .allMatch(dog -> Hibernate.isInitialized(dog.kennel)));
    }

    @Test
    void inATransaction() {
        application.transactions.executeWithoutResult(status -> {
            assertLoaded(plan().list(application.shared.createQuery("from Keeper", Keeper.class)));
        });
        application.transactions.executeWithoutResult(status -> {
            List<Keeper> keepers = keepers();
            plan().load(application.shared, keepers);
            assertLoaded(keepers);
            assertChildren(withChildren().fetch(application.shared, keepers));
        });
        application.transactions.executeWithoutResult(status ->
                assertChildren(withChildren().fetch(application.shared.createQuery("from Keeper", Keeper.class))));
    }

    @Test
    void aQueryOutsideOfATransactionGivesLoadedEntities() {
        Statistics statistics =
                application.factory.unwrap(SessionFactoryImplementor.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        assertLoaded(plan().list(application.shared.createQuery("from Keeper", Keeper.class)));
        assertLoaded(plan().list(application
                .shared
                .createQuery("from Keeper", Keeper.class)
                .setMaxResults(9)));
        assertChildren(withChildren().fetch(application.shared.createQuery("from Keeper", Keeper.class)));
        assertThat(plan().list(application.shared.createQuery("from Keeper where id < 0", Keeper.class)))
                .isEmpty();
        @SuppressWarnings("unchecked")
        TypedQuery<Keeper> sql =
                (TypedQuery<Keeper>) application.shared.createNativeQuery("select * from Keeper", Keeper.class);
        assertLoaded(plan().list(sql));
        assertThat(statistics.getSessionCloseCount())
                .as("no session is left open")
                .isEqualTo(statistics.getSessionOpenCount());
    }

    @Test
    void whatCameFromAClosedSessionIsRefusedUnlessItIsLoaded() {
        List<Keeper> detached = keepers();
        assertThatThrownBy(() -> plan().load(application.shared, detached))
                .isInstanceOf(UnmanagedEntityException.class);
        List<Keeper> loaded = plan().list(application.shared.createQuery("from Keeper", Keeper.class));
        plan().load(application.shared, loaded);
        assertChildren(withChildren().fetch(application.shared, detached));
    }

    @Test
    void theRestOfAPlanNeedsNoTransaction() {
        assertThat(plan().explain().listStatements()).isPositive();
        assertThat(plan().and(FetchPlan.of(Keeper.class).fetch("places").build(application.factory))
                        .explain()
                        .steps())
                .isNotEmpty();
        FetchPlan<Keeper> strict =
                FetchPlan.of(Keeper.class).unplanned(Unplanned.FAIL).build(application.factory);
        application.transactions.executeWithoutResult(status -> {
            Keeper keeper = strict.list(application.shared.createQuery("from Keeper", Keeper.class))
                    .get(0);
            assertThatThrownBy(() -> keeper.things.size()).isInstanceOf(UnplannedFetchException.class);
        });
    }

    @Test
    void theWatchSeesThroughBoth() {
        try (QueryWatch watch = QueryWatch.install(application.factory);
                QueryRecording queries = watch.openWithUse()) {
            application.transactions.executeWithoutResult(
                    status -> keepers().forEach(keeper -> Hibernate.initialize(keeper.things)));
            assertThat(queries.nPlusOnes()).extracting(NPlusOne::role).containsExactly("Keeper.things");
            assertThat(queries.selects()).isEqualTo(1 + Kinds.KEEPERS);
            keepers();
            assertThat(queries.selects()).isEqualTo(2 + Kinds.KEEPERS);
            assertThat(queries.unusedFetches()).isEmpty();
        }
    }
}
