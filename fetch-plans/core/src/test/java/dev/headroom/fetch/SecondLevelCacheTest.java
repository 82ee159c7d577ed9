package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Hibernate;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.support.DomainDataStorageAccess;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Plans beside a second-level cache that has some of what they load: Ebean's {@code TestBatchLazyWithCacheHits}. */
@EachDatabase
class SecondLevelCacheTest {

    private static final int TEAMS = 4;

    @Parameter
    League league;

    @BeforeEach
    void forget() {
        league.factory.getCache().evictAll();
    }

    @Test
    void loadsReferencesThatTheCacheDoesNotHave() {
        FetchPlan<Player> plan =
                FetchPlan.of(Player.class).fetch("team", team -> team.select()).build(league.factory);
        league.factory.runInTransaction(em -> em.find(Team.class, 1L));
        league.factory.runInTransaction(em -> {
            List<Player> players = players(em);
            assertThat(league.sent(() -> plan.load(em, players))).isEqualTo(1);
            assertThat(players).allMatch(player -> Hibernate.isInitialized(player.team));
        });
        league.factory.runInTransaction(em -> {
            List<Player> players = players(em);
            assertThat(league.sent(() -> plan.load(em, players)))
                    .as("all are there")
                    .isZero();
            assertThat(players).allMatch(player -> Hibernate.isInitialized(player.team));
        });
    }

    @Test
    void loadsCollectionsThatTheCacheDoesNotHave() {
        FetchPlan<Team> plan = FetchPlan.of(Team.class).fetch("players").build(league.factory);
        league.factory.runInTransaction(em -> Hibernate.initialize(em.find(Team.class, 1L).players));
        league.factory.runInTransaction(em -> {
            List<Team> teams = teams(em);
            assertThat(league.sent(() -> plan.load(em, teams))).isEqualTo(1);
            assertThat(teams).allMatch(team -> team.players.size() == 1);
        });
        league.factory.runInTransaction(em -> {
            List<Team> teams = teams(em);
            assertThat(league.sent(() -> plan.load(em, teams)))
                    .as("Hibernate asks for the first one in any case")
                    .isEqualTo(1);
            assertThat(league.sent(() -> assertThat(teams).allMatch(team -> team.players.size() == 1)))
                    .isZero();
        });
    }

    private static List<Team> teams(EntityManager em) {
        return em.createQuery("from Team", Team.class).getResultList();
    }

    private static List<Player> players(EntityManager em) {
        return em.createQuery("from Player", Player.class).getResultList();
    }

    static final class League implements AutoCloseable {

        final EntityManagerFactory factory;
        private final RecordingDataSource statements;

        League(Database database) {
            statements = new RecordingDataSource(database.dataSource());
            HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("cached");
            configuration
                    .managedClasses(Team.class, Player.class)
                    .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, statements)
                    .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                    .property(CacheSettings.CACHE_REGION_FACTORY, MapRegions.class.getName());
            factory = configuration.createEntityManagerFactory();
            factory.runInTransaction(em -> {
                for (long id = 1; id <= TEAMS; id++) {
                    Team team = new Team();
                    team.id = id;
                    em.persist(team);
                    Player player = new Player();
                    player.id = id;
                    player.team = team;
                    em.persist(player);
                }
            });
        }

        int sent(Runnable work) {
            statements.clear();
            work.run();
            return statements.statements().size();
        }

        @Override
        public void close() {
            factory.close();
        }
    }

    @Entity(name = "Team")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Team {
        @Id
        Long id;

        @OneToMany(mappedBy = "team")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<Player> players = new ArrayList<>();
    }

    @Entity(name = "Player")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Player {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Team team;
    }

    /** Hibernate has no cache of its own. */
    public static final class MapRegions extends RegionFactoryTemplate {

        private static final long serialVersionUID = 1L;

        @Override
        protected DomainDataStorageAccess createDomainDataStorageAccess(
                DomainDataRegionConfig region, DomainDataRegionBuildingContext context) {
            return new MapStorage();
        }

        @Override
        protected StorageAccess createQueryResultsRegionStorageAccess(
                String region, SessionFactoryImplementor factory) {
            return new MapStorage();
        }

        @Override
        protected StorageAccess createTimestampsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
            return new MapStorage();
        }

        @Override
        protected void prepareForUse(SessionFactoryOptions settings, Map<String, Object> values) {}

        @Override
        protected void releaseFromUse() {}
    }

    private static final class MapStorage implements DomainDataStorageAccess {

        private final Map<Object, Object> values = new ConcurrentHashMap<>();

        @Override
        public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
            return values.get(key);
        }

        @Override
        public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
            values.put(key, value);
        }

        @Override
        public boolean contains(Object key) {
            return values.containsKey(key);
        }

        @Override
        public void evictData() {
            values.clear();
        }

        @Override
        public void evictData(Object key) {
            values.remove(key);
        }

        @Override
        public void release() {}
    }
}
