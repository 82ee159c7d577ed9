package dev.headroom.fetch.watch;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Folders 1 to 4 of three files each, with eager associations beside lazy ones. */
final class Archive implements AutoCloseable {

    static final int FOLDERS = 4;
    static final int FILES = 3;

    final RecordingDataSource statements;
    final EntityManagerFactory entityManagers;

    Archive(Database database) {
        statements = new RecordingDataSource(database.dataSource());
        Map<String, Object> settings = new HashMap<>();
        QueryWatch.configure(settings);
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("archive");
        configuration
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, statements)
                .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                .managedClasses(
                        Folder.class, Sheet.class, Owner.class, Stamp.class, Page.class, Box.class, Crate.class);
        settings.forEach(configuration::property);
        entityManagers = configuration.createEntityManagerFactory();
        run(em -> {
            for (long id = 1; id <= FOLDERS; id++) {
                Folder folder = new Folder();
                folder.id = id;
                folder.owner = new Owner();
                folder.owner.id = id;
                em.persist(folder.owner);
                em.persist(folder);
                for (long number = 10 * id + 1; number <= 10 * id + FILES; number++) {
                    Sheet sheet = new Sheet();
                    sheet.id = number;
                    sheet.folder = folder;
                    sheet.stamp = new Stamp();
                    sheet.stamp.id = number;
                    sheet.checker = folder.owner;
                    em.persist(sheet.stamp);
                    em.persist(sheet);
                    Page page = new Page();
                    page.id = number;
                    page.sheet = sheet;
                    em.persist(page);
                }
            }
        });
    }

    /** Boxes 1 to 4, of which every second one is a crate, each with a stamp of its own. */
    void fillBoxes() {
        run(em -> {
            for (long id = 1; id <= FOLDERS; id++) {
                Box box = id % 2 == 0 ? new Crate() : new Box();
                box.id = id;
                box.side.stamp = new Stamp();
                box.side.stamp.id = id;
                em.persist(box.side.stamp);
                em.persist(box);
            }
        });
    }

    void run(Consumer<EntityManager> work) {
        try (EntityManager em = entityManagers.createEntityManager()) {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
        }
    }

    /** What somebody looks at. */
    static void look(Folder folder) {
        folder.owner.name();
        folder.sheets.forEach(sheet -> {
            sheet.stamp.name();
            Hibernate.initialize(sheet.pages);
        });
    }

    @Override
    public void close() {
        entityManagers.close();
    }

    @Entity(name = "Folder")
    static class Folder {
        @Id
        Long id;

        @ManyToOne
        @Fetch(FetchMode.SELECT)
        Owner owner;

        @OneToMany(mappedBy = "folder")
        List<Sheet> sheets = new ArrayList<>();
    }

    @Entity(name = "Sheet")
    static class Sheet {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Folder folder;

        @ManyToOne(fetch = FetchType.LAZY)
        Stamp stamp;

        @ManyToOne
        Owner checker;

        @OneToMany(mappedBy = "sheet", fetch = FetchType.EAGER)
        List<Page> pages = new ArrayList<>();
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Sheet sheet;
    }

    @Entity(name = "FolderOwner")
    static class Owner {
        @Id
        Long id;

        String name = "owner";

        String name() {
            return name;
        }
    }

    @Entity(name = "Stamp")
    static class Stamp {
        @Id
        Long id;

        String name = "stamp";

        String name() {
            return name;
        }
    }

    @Embeddable
    static class Side {
        @ManyToOne(fetch = FetchType.LAZY)
        Stamp stamp;
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        Long id;

        @Embedded
        Side side = new Side();
    }

    @Entity(name = "Crate")
    static class Crate extends Box {}
}
