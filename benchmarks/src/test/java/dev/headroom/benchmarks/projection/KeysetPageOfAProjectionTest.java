package dev.headroom.benchmarks.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.SortKey;
import dev.headroom.keyset.cursor.CursorCodecs;
import dev.headroom.projection.Projection;
import dev.headroom.projection.Select;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keyset pages and projections know nothing of each other, and fit all the same. */
@ExtendWith(ServersExtension.class)
class KeysetPageOfAProjectionTest {

    record AlbumTitle(
            long id, String title, @Select("author.name") String author) {}

    @Test
    void selectsAViewForAPageByKeyset(Servers servers) {
        RecordingDataSource statements = new RecordingDataSource(
                servers.database(DatabaseKind.POSTGRESQL).dataSource());
        try (EntityManagerFactory factory = EntityManagerFactories.create(statements, Album.class, Author.class)) {
            factory.runInTransaction(KeysetPageOfAProjectionTest::fill);
            Keyset<Album> byTitle = Keyset.of(Album.class, SortKey.asc("title").nullsLast())
                    .cursors(CursorCodecs.signed(new byte[32]))
                    .build(factory);
            Projection<Album, AlbumTitle> titles =
                    Projection.of(Album.class, AlbumTitle.class).build(factory);
            statements.clear();
            try (EntityManager entityManager = factory.createEntityManager()) {
                // spotless:off
                KeysetPage<AlbumTitle> page = byTitle.query(entityManager)
                        .select(titles::selections, titles::map)
                        .page(KeysetRequest.first(50));
                // spotless:on

                assertThat(page.content())
                        .containsExactly(
                                new AlbumTitle(1, "Album 1", "Somebody"),
                                new AlbumTitle(2, "Album 2", null),
                                new AlbumTitle(3, "Album 3", "Somebody"));
                assertThat(statements.statements()).hasSize(1);
                assertThat(byTitle.query(entityManager)
                                .select(titles::selections, titles::map)
                                .page(KeysetRequest.after(page.cursor(1), 50))
                                .content())
                        .containsExactly(new AlbumTitle(3, "Album 3", "Somebody"));
            }
        }
    }

    private static void fill(EntityManager entityManager) {
        Author author = new Author();
        author.name = "Somebody";
        entityManager.persist(author);
        for (long id = 1; id <= 3; id++) {
            Album album = new Album();
            album.id = id;
            album.title = "Album " + id;
            album.author = id == 2 ? null : author;
            entityManager.persist(album);
        }
    }

    @Entity(name = "Album")
    static class Album {
        @Id
        long id;

        String title;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author;
    }

    @Entity(name = "Author")
    static class Author {
        @Id
        long id;

        String name;
    }
}
