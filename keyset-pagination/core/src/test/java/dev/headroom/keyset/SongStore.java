package dev.headroom.keyset;

import dev.headroom.keyset.cursor.CursorCodecs;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A database of songs whose statements are recorded. */
final class SongStore implements AutoCloseable {

    static final CursorCodec CURSORS = CursorCodecs.signed(secret(7));

    static final Class<?>[] ENTITIES = {
        Song.class, Album.class, Artist.class, Edition.class, Track.class, Medium.class, Disc.class, Tape.class
    };

    final DatabaseKind kind;
    final RecordingDataSource statements;
    final EntityManagerFactory entityManagers;

    /** What songs may be on: two titles that differ in case, and an album without title and artist. */
    List<Album> albums = List.of();

    SongStore(Database database) {
        kind = database.kind();
        statements = new RecordingDataSource(database.dataSource());
        entityManagers = EntityManagerFactories.create(statements, ENTITIES);
    }

    Keyset<Song> keyset(SortKey... keys) {
        return Keyset.of(Song.class, keys).cursors(CURSORS).build(entityManagers);
    }

    /** Ends the transaction also when an assertion fails in it: its locks would stop all tests that follow. */
    <T> T read(Function<EntityManager, T> work) {
        try (EntityManager em = entityManagers.createEntityManager()) {
            em.getTransaction().begin();
            try {
                T result = work.apply(em);
                em.getTransaction().commit();
                return result;
            } finally {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
            }
        }
    }

    void write(Consumer<EntityManager> work) {
        read(em -> {
            work.accept(em);
            return true;
        });
    }

    /** Fills an empty store with songs 1 to {@code count}, which {@code change} may alter before they are written. */
    void fill(int count, Consumer<Song> change) {
        write(em -> {
            em.createQuery("delete from Song").executeUpdate();
            em.createQuery("delete from Album").executeUpdate();
            em.createQuery("delete from Artist").executeUpdate();
            Artist u2 = new Artist(1, "U2");
            Artist aHa = new Artist(2, "a-ha");
            albums = List.of(
                    new Album(1, "Achtung Baby", u2),
                    new Album(2, "achtung baby", aHa),
                    new Album(3, "Stay on These Roads", aHa),
                    new Album(4, null, null));
            em.persist(u2);
            em.persist(aHa);
            albums.forEach(em::persist);
            for (long id = 1; id <= count; id++) {
                Song song = new Song(id, albums.get(0));
                change.accept(song);
                em.persist(song);
            }
        });
        statements.clear();
    }

    static List<Long> ids(Iterable<Song> songs) {
        List<Long> ids = new ArrayList<>();
        songs.forEach(song -> ids.add(song.id));
        return ids;
    }

    @Override
    public void close() {
        entityManagers.close();
    }

    static byte[] secret(int seed) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) seed);
        return secret;
    }
}
