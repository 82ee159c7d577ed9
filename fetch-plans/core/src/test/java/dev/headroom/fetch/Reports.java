package dev.headroom.fetch;

import dev.headroom.fetch.watch.QueryWatch;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Recipes r1 to r6, each with herbs h1 to h3, with words, notes by subject, and an eager chief. */
final class Reports implements AutoCloseable {

    static final int RECIPES = 6;

    final RecordingDataSource statements;
    final EntityManagerFactory entityManagers;

    Reports(Database database) {
        statements = new RecordingDataSource(database.dataSource());
        Map<String, Object> settings = new HashMap<>();
        QueryWatch.configure(settings);
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("reports");
        configuration
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, statements)
                .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                .managedClasses(Recipe.class, Herb.class, Remark.class, Chief.class, Entry.class);
        settings.forEach(configuration::property);
        entityManagers = configuration.createEntityManagerFactory();
        run(Reports::fill);
    }

    private static void fill(EntityManager em) {
        List<Herb> herbs = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            Herb herb = new Herb();
            herb.name = "h" + number;
            em.persist(herb);
            herbs.add(herb);
        }
        Chief chief = new Chief();
        chief.id = 1L;
        em.persist(chief);
        for (int number = 1; number <= RECIPES; number++) {
            Recipe recipe = new Recipe();
            recipe.name = "r" + number;
            recipe.herbs.addAll(herbs);
            recipe.words.addAll(List.of("a", "b"));
            recipe.chief = chief;
            em.persist(recipe);
            for (String subject : List.of("x", "y")) {
                Remark remark = new Remark();
                remark.id = recipe.name + subject;
                remark.subject = subject;
                remark.recipe = recipe;
                em.persist(remark);
            }
        }
    }

    void run(Consumer<EntityManager> work) {
        try (EntityManager em = entityManagers.createEntityManager()) {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
        }
    }

    @Override
    public void close() {
        entityManagers.close();
    }

    @Entity(name = "Recipe")
    static class Recipe {
        @Id
        String name;

        @ManyToMany
        Set<Herb> herbs = new HashSet<>();

        @ElementCollection
        List<String> words = new ArrayList<>();

        @OneToMany(mappedBy = "recipe")
        @MapKey(name = "subject")
        Map<String, Remark> remarks = new HashMap<>();

        @ManyToOne
        Chief chief;
    }

    @Entity(name = "Herb")
    static class Herb {
        @Id
        String name;
    }

    @Entity(name = "Remark")
    static class Remark {
        @Id
        String id;

        String subject;

        @ManyToOne(fetch = FetchType.LAZY)
        Recipe recipe;
    }

    @Entity(name = "Chief")
    static class Chief {
        @Id
        Long id;
    }

    @Entity(name = "Entry")
    static class Entry {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text = "text";
    }
}
