package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.hibernate.Hibernate;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;

/** What {@link EnhancedClassesTest} runs: its class loader enhances these entities, and this class sees them so. */
public final class EnhancedScenarios implements Closeable {

    private static final int OWNERS = 3;

    private final RecordingDataSource statements;
    private final EntityManagerFactory factory;

    public EnhancedScenarios(Database database) {
        assertThat(PersistentAttributeInterceptable.class).isAssignableFrom(Pilot.class);
        statements = new RecordingDataSource(database.dataSource());
        factory = open(statements);
        factory.runInTransaction(em -> {
            for (long id = 1; id <= OWNERS; id++) {
                fill(em, id);
            }
        });
    }

    private static EntityManagerFactory open(DataSource dataSource) {
        // Hibernate finds classes again by their names.
        BootstrapServiceRegistry loading = new BootstrapServiceRegistryBuilder()
                .applyClassLoader(Pilot.class.getClassLoader())
                .build();
        StandardServiceRegistry services = new StandardServiceRegistryBuilder(loading)
                .applySetting(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource)
                .applySetting(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                .build();
        return new MetadataSources(services)
                .addAnnotatedClasses(
                        Pilot.class,
                        Plane.class,
                        Flight.class,
                        Licence.class,
                        Building.class,
                        Hangar.class,
                        Office.class,
                        Club.class)
                .buildMetadata()
                .buildSessionFactory();
    }

    private static void fill(EntityManager em, long id) {
        Plane plane = new Plane(id, "Plane " + id);
        em.persist(plane);
        Pilot pilot = new Pilot(id, plane);
        em.persist(pilot);
        em.persist(new Flight(id, pilot));
        em.persist(new Licence(id, pilot));
    }

    @Override
    public void close() {
        factory.close();
    }

    public void joinsAndSelectsWhatIsNamed() {
        FetchPlan<Pilot> plan = FetchPlan.of(Pilot.class)
                .fetch("plane", "flights", "home.spare")
                .build(factory);
        pilots(
                (em, pilots) -> assertThat(sent(() -> pilots.forEach(
                                pilot -> assertThat(pilot.plane.name + pilot.home.spare.name + pilot.flights.size())
                                        .startsWith("Plane"))))
                        .isZero(),
                plan,
                2);
    }

    public void loadsIntoReferencesThatAreThere() {
        FetchPlan<Pilot> plan =
                FetchPlan.of(Pilot.class).fetch("plane", "flights").build(factory);
        inTransaction(em -> {
            List<Pilot> pilots = query(em);
            assertThat(pilots).noneMatch(pilot -> Hibernate.isInitialized(pilot.plane));
            assertThat(sent(() -> plan.load(em, pilots))).isEqualTo(2);
            assertThat(sent(() -> pilots.forEach(pilot ->
                            assertThat(pilot.plane.name + pilot.flights.size()).startsWith("Plane"))))
                    .isZero();
        });
    }

    public void leavesAnInverseOneToOneForLater() {
        FetchPlan<Pilot> plan = FetchPlan.of(Pilot.class).fetch("plane").build(factory);
        pilots(
                (em, pilots) ->
                        assertThat(pilots).noneMatch(pilot -> Hibernate.isPropertyInitialized(pilot, "licence")),
                plan,
                1);
    }

    public void joinsAnInverseOneToOneThatIsNamed() {
        FetchPlan<Pilot> plan = FetchPlan.of(Pilot.class).fetch("licence").build(factory);
        pilots(
                (em, pilots) -> assertThat(sent(() -> pilots.forEach(
                                pilot -> assertThat(pilot.licence.id).isEqualTo(pilot.id))))
                        .isZero(),
                plan,
                1);
    }

    public void loadsAnInverseOneToOneOfEntitiesThatAreThere() {
        FetchPlan<Pilot> plan = FetchPlan.of(Pilot.class).fetch("licence").build(factory);
        inTransaction(em -> {
            List<Pilot> pilots = query(em);
            assertThat(sent(() -> plan.load(em, pilots))).isEqualTo(1);
            assertThat(sent(() ->
                            pilots.forEach(pilot -> assertThat(pilot.licence.id).isEqualTo(pilot.id))))
                    .isZero();
        });
    }

    public void refusesReferencesOfAnotherSession() {
        FetchPlan<Pilot> plan = FetchPlan.of(Pilot.class).fetch("plane").build(factory);
        List<Pilot> detached = new ArrayList<>();
        inTransaction(em -> detached.addAll(query(em)));
        inTransaction(
                em -> assertThatThrownBy(() -> plan.load(em, detached)).isInstanceOf(UnmanagedEntityException.class));
    }

    public void refusesToWatchThem() {
        for (Unplanned mode : List.of(Unplanned.PEERS, Unplanned.FAIL)) {
            assertRefused("home.spare", FetchPlan.of(Pilot.class).unplanned(mode));
            assertRefused("pilot", FetchPlan.of(Flight.class).unplanned(mode));
            assertRefused("home.spare", FetchPlan.of(Hangar.class).unplanned(mode));
            assertRefused(
                    "pilot",
                    FetchPlan.of(Club.class)
                            .children("flights", Flight.class, flights -> flights.limitPerParent(1))
                            .unplanned(mode));
            assertRefused("pilot", FetchPlan.of(Building.class).unplanned(mode));
            assertRefused("pilot", FetchPlan.of(Club.class).fetch("flights").unplanned(mode));
        }
        assertThat(FetchPlan.of(Plane.class).unplanned(Unplanned.FAIL).build(factory))
                .isNotNull();
    }

    private void assertRefused(String attribute, FetchPlanBuilder<?> plan) {
        assertThatThrownBy(() -> plan.build(factory))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContaining("unplanned(…) cannot watch \"" + attribute + "\"")
                .hasMessageContaining("is enhanced for lazy loading")
                .hasMessageContaining("leave unplanned() out");
    }

    private void pilots(BiConsumer<EntityManager, List<Pilot>> loaded, FetchPlan<Pilot> plan, int expected) {
        inTransaction(em -> {
            List<Pilot> pilots = new ArrayList<>();
            assertThat(sent(() -> pilots.addAll(plan.list(em.createQuery("from Pilot", Pilot.class)))))
                    .isEqualTo(expected);
            assertThat(pilots).hasSize(OWNERS);
            loaded.accept(em, pilots);
        });
    }

    private static List<Pilot> query(EntityManager em) {
        return em.createQuery("from Pilot", Pilot.class).getResultList();
    }

    private void inTransaction(java.util.function.Consumer<EntityManager> work) {
        factory.runInTransaction(work);
    }

    private int sent(Runnable work) {
        statements.clear();
        work.run();
        return statements.statements().size();
    }

    @Entity(name = "Pilot")
    public static class Pilot {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Plane plane;

        @OneToMany(mappedBy = "pilot")
        List<Flight> flights = new ArrayList<>();

        @OneToOne(mappedBy = "pilot", fetch = FetchType.LAZY)
        Licence licence;

        @Embedded
        Home home = new Home();

        protected Pilot() {}

        Pilot(long id, Plane plane) {
            this.id = id;
            this.plane = plane;
            home.spare = plane;
        }
    }

    @Embeddable
    public static class Home {
        @ManyToOne(fetch = FetchType.LAZY)
        Plane spare;
    }

    @Entity(name = "Plane")
    public static class Plane {
        @Id
        Long id;

        String name;

        protected Plane() {}

        Plane(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Flight")
    public static class Flight {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Pilot pilot;

        protected Flight() {}

        Flight(long id, Pilot pilot) {
            this.id = id;
            this.pilot = pilot;
        }
    }

    @Entity(name = "Licence")
    public static class Licence {
        @Id
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        Pilot pilot;

        protected Licence() {}

        Licence(long id, Pilot pilot) {
            this.id = id;
            this.pilot = pilot;
        }
    }

    @Entity(name = "Building")
    public static class Building {
        @Id
        Long id;
    }

    @Entity(name = "Hangar")
    public static class Hangar {
        @Id
        Long id;

        @Embedded
        Home home;
    }

    @Entity(name = "Office")
    public static class Office extends Building {
        @ManyToOne(fetch = FetchType.LAZY)
        Pilot pilot;
    }

    @Entity(name = "Club")
    public static class Club {
        @Id
        Long id;

        @OneToMany
        List<Flight> flights = new ArrayList<>();
    }
}
