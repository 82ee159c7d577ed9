package dev.headroom.projection.jackson;

import dev.headroom.projection.Projection;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.FaultyDataSource;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.List;
import java.util.function.Function;

/** Books with texts of some length, the first of which have a page. */
final class LongTexts implements AutoCloseable {

    static final int LONGEST = 3_000;
    private static final int BOOKS_WITH_PAGES = 12;

    final FaultyDataSource faults;
    final RecordingDataSource statements;
    final EntityManagerFactory entityManagers;
    final Projection<Book, CutOffTest.Item> items;

    LongTexts(Database database) {
        faults = new FaultyDataSource(database.dataSource());
        statements = new RecordingDataSource(faults);
        entityManagers = EntityManagerFactories.create(statements, Book.class, Page.class);
        items = Projection.of(Book.class, CutOffTest.Item.class).build(entityManagers);
    }

    void fill(int books, int length) {
        read(em -> {
            for (long id = 1; id <= books; id++) {
                Book book = new Book();
                book.id = id;
                book.text = "x".repeat(length);
                em.persist(book);
                if (id <= BOOKS_WITH_PAGES) {
                    Page page = new Page();
                    page.id = id;
                    page.book = book;
                    em.persist(page);
                }
            }
            return true;
        });
        statements.clear();
    }

    <T> T read(Function<EntityManager, T> work) {
        return entityManagers.callInTransaction(work);
    }

    @Override
    public void close() {
        entityManagers.close();
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        Long id;

        @Column(length = LONGEST)
        String text;

        @OneToMany(mappedBy = "book")
        List<Page> pages;
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        Long id;

        int number;

        @ManyToOne(fetch = FetchType.LAZY)
        Book book;
    }
}
