package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.MapRegions;
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
import org.hibernate.Hibernate;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
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
}
