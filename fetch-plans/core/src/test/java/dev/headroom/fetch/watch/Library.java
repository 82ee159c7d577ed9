package dev.headroom.fetch.watch;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Playlists with everything that can be loaded one by one. */
final class Library implements AutoCloseable {

    static final int PLAYLISTS = 4;
    static final int TRACKS = 3;

    private static final Class<?>[] ENTITIES = {
        Playlist.class,
        Track.class,
        Album.class,
        Artist.class,
        Loan.class,
        Reader.class,
        Member.class,
        Badge.class,
        Desk.class,
        Room.class
    };

    final RecordingDataSource statements;
    final EntityManagerFactory entityManagers;

    private Library(RecordingDataSource statements, EntityManagerFactory entityManagers) {
        this.statements = statements;
        this.entityManagers = entityManagers;
    }

    /** A filled database whose statements the watch can count. */
    static Library counting(Database database) {
        Map<String, Object> settings = new TreeMap<>();
        QueryWatch.configure(settings);
        return with(database, settings);
    }

    static Library with(Database database, Map<String, Object> settings) {
        RecordingDataSource statements = new RecordingDataSource(database.dataSource());
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("library");
        configuration
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, statements)
                .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                .managedClasses(ENTITIES);
        settings.forEach(configuration::property);
        return new Library(statements, configuration.createEntityManagerFactory()).fill();
    }

    /** A filled database whose factory knows nothing of a watch. */
    static Library plain(Database database) {
        RecordingDataSource statements = new RecordingDataSource(database.dataSource());
        return new Library(statements, EntityManagerFactories.create(statements, ENTITIES)).fill();
    }

    private Library fill() {
        run(em -> {
            for (long id = 1; id <= PLAYLISTS * TRACKS; id++) {
                Artist artist = new Artist(id);
                em.persist(artist);
                em.persist(new Album(id, artist));
                Reader reader = new Reader(id);
                em.persist(reader);
                em.persist(new Loan(id, reader));
                Room room = new Room(id);
                em.persist(room);
                em.persist(new Desk(id, room));
                Member member = new Member(id);
                em.persist(member);
                em.persist(new Badge(id, member));
            }
            for (long id = 1; id <= PLAYLISTS; id++) {
                Playlist playlist = new Playlist(id);
                playlist.curation.curator = em.find(Artist.class, id);
                em.persist(playlist);
                for (long track = 1; track <= TRACKS; track++) {
                    long number = (id - 1) * TRACKS + track;
                    em.persist(new Track(number, playlist, em.find(Album.class, number)));
                    playlist.favourites.add(em.find(Album.class, number));
                    playlist.loans.add(em.find(Loan.class, number));
                }
            }
        });
        statements.clear();
        return this;
    }

    void run(Consumer<EntityManager> work) {
        try (EntityManager em = entityManagers.createEntityManager()) {
            em.getTransaction().begin();
            try {
                work.accept(em);
                em.getTransaction().commit();
            } finally {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
            }
        }
    }

    static List<Playlist> playlists(EntityManager em) {
        return em.createQuery("from Playlist order by id", Playlist.class).getResultList();
    }

    static List<Track> tracks(EntityManager em) {
        return em.createQuery("from Track order by id", Track.class).getResultList();
    }

    @Override
    public void close() {
        entityManagers.close();
    }

    @Entity(name = "Playlist")
    static class Playlist {
        @Id
        Long id;

        @OneToMany(mappedBy = "playlist", cascade = CascadeType.REMOVE)
        List<Track> tracks = new ArrayList<>();

        @ManyToMany
        @BatchSize(size = 2)
        List<Album> favourites = new ArrayList<>();

        @ManyToMany
        List<Loan> loans = new ArrayList<>();

        @Embedded
        Curation curation = new Curation();

        protected Playlist() {}

        Playlist(long id) {
            this.id = id;
        }
    }

    @Embeddable
    static class Curation {
        @ManyToOne(fetch = FetchType.LAZY)
        Artist curator;

        String words = "good";
    }

    @Entity(name = "Track")
    static class Track {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Playlist playlist;

        @ManyToOne(fetch = FetchType.LAZY)
        Album album;

        protected Track() {}

        Track(long id, Playlist playlist, Album album) {
            this.id = id;
            this.playlist = playlist;
            this.album = album;
        }
    }

    @Entity(name = "Album")
    static class Album {
        @Id
        Long id;

        String title;

        @ManyToOne(fetch = FetchType.LAZY)
        Artist artist;

        protected Album() {}

        Album(long id, Artist artist) {
            this.id = id;
            this.title = "Album " + id;
            this.artist = artist;
        }

        Long getId() {
            return id;
        }

        String title() {
            return title;
        }

        Artist artist() {
            return artist;
        }
    }

    @Entity(name = "Artist")
    static class Artist {
        @Id
        Long id;

        String name;

        protected Artist() {}

        Artist(long id) {
            this.id = id;
            this.name = "Artist " + id;
        }

        String name() {
            return name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Artist artist && name.equals(artist.name());
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Its reader is loaded with it, by a statement of its own. */
    @Entity(name = "Loan")
    static class Loan {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.EAGER)
        @Fetch(FetchMode.SELECT)
        Reader reader;

        protected Loan() {}

        Loan(long id, Reader reader) {
            this.id = id;
            this.reader = reader;
        }
    }

    @Entity(name = "Reader")
    static class Reader {
        @Id
        Long id;

        protected Reader() {}

        Reader(long id) {
            this.id = id;
        }
    }

    /** Its badge cannot be lazy, because only the badge's row knows whether there is one. */
    @Entity(name = "Member")
    static class Member {
        @Id
        Long id;

        @OneToOne(mappedBy = "member", fetch = FetchType.LAZY)
        Badge badge;

        protected Member() {}

        Member(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Badge")
    static class Badge {
        @Id
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        Member member;

        protected Badge() {}

        Badge(long id, Member member) {
            this.id = id;
            this.member = member;
        }
    }

    @Entity(name = "Desk")
    static class Desk {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.EAGER)
        Room room;

        protected Desk() {}

        Desk(long id, Room room) {
            this.id = id;
            this.room = room;
        }
    }

    @Entity(name = "Room")
    @BatchSize(size = 5)
    static class Room {
        @Id
        Long id;

        protected Room() {}

        Room(long id) {
            this.id = id;
        }
    }
}
