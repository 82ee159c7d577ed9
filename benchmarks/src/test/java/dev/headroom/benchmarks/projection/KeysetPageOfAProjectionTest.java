package dev.headroom.benchmarks.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.SortKey;
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

    record BookItem(
            long id, String title, @Select("author.name") String author) {}

    @Test
    void selectsAViewForAPageByKeyset(Servers servers) {
        RecordingDataSource statements = new RecordingDataSource(
                servers.database(DatabaseKind.POSTGRESQL).dataSource());
        try (EntityManagerFactory factory = EntityManagerFactories.create(statements, Book.class, Author.class)) {
            factory.runInTransaction(KeysetPageOfAProjectionTest::fill);
            Keyset<Book> byTitle = Keyset.of(Book.class, SortKey.asc("title").nullsLast())
                    .cursors(CursorCodec.signed(new byte[32]))
                    .build(factory);
            Projection<Book, BookItem> items =
                    Projection.of(Book.class, BookItem.class).build(factory);
            statements.clear();
            try (EntityManager entityManager = factory.createEntityManager()) {
                KeysetPage<BookItem> page = byTitle.query(entityManager)
                        .select(items::selections, items::map)
                        .page(KeysetRequest.first(2));

                assertThat(page.content())
                        .containsExactly(new BookItem(1, "Book 1", "Somebody"), new BookItem(2, "Book 2", null));
                assertThat(statements.statements()).hasSize(1);
                assertThat(byTitle.query(entityManager)
                                .select(items::selections, items::map)
                                .page(page.next().orElseThrow())
                                .content())
                        .containsExactly(new BookItem(3, "Book 3", "Somebody"));
            }
        }
    }

    private static void fill(EntityManager entityManager) {
        Author author = new Author();
        author.name = "Somebody";
        entityManager.persist(author);
        for (long id = 1; id <= 3; id++) {
            Book book = new Book();
            book.id = id;
            book.title = "Book " + id;
            book.author = id == 2 ? null : author;
            entityManager.persist(book);
        }
    }

    @Entity(name = "Book")
    static class Book {
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
