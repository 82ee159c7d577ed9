package dev.headroom.projection;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SQLRestriction;

/**
 * Three books with collections of many kinds. The first has a seller, and the first two a detail; the last has nothing. Shop 2
 * is closed, so that nothing reads it.
 */
final class Shelf extends RecordedStore {

    Shelf(Database database) {
        super(database, Book.class, Note.class, Detail.class, Shop.class, Reader.class, Price.class, Prints.class);
    }

    void fill() {
        write(em -> {
            Shop open = new Shop(1, "Open", false);
            Shop closed = new Shop(2, "Closed", true);
            Reader reader = new Reader(1, "Ann");
            List.of(open, closed, reader, new Reader(2, "Bob")).forEach(em::persist);
            for (long id = 1; id <= 3; id++) {
                Book book = new Book();
                book.id = id;
                book.seller = id == 1 ? open : id == 2 ? closed : null;
                em.persist(book);
                if (id < 3) {
                    fill(book, open);
                    em.persist(new Detail(10 * id, book, "bound " + id));
                    for (int number = 1; number <= 3; number++) {
                        em.persist(new Note(10 * id + number, book, number));
                    }
                }
            }
            em.flush();
            em.find(Note.class, 11L).readers.addAll(Set.of(reader, em.find(Reader.class, 2L)));
            em.find(Note.class, 21L).readers.add(reader);
        });
        statements.clear();
    }

    private static void fill(Book book, Shop shop) {
        book.chapters.addAll(List.of("zero", "one", "a last"));
        book.prices.add(new Price(5, shop));
        book.prices.add(new Price(7, null));
        book.titles.putAll(Map.of("en", "Book", "de", "Buch"));
        book.prints.years.addAll(List.of(2001, 1999));
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        long id;

        @ElementCollection
        @OrderColumn
        List<String> chapters = new ArrayList<>();

        @ElementCollection
        Set<Price> prices = new HashSet<>();

        @ElementCollection
        Map<String, String> titles = new HashMap<>();

        @OneToMany(mappedBy = "book")
        @OrderBy("rank desc")
        List<Note> notes = new ArrayList<>();

        @OneToMany(mappedBy = "book")
        @SQLRestriction("note_rank > 1")
        Set<Note> laterNotes = new HashSet<>();

        @OneToMany(mappedBy = "book")
        @Filter(name = "upTo", condition = "note_rank <= :rank")
        Set<Note> someNotes = new HashSet<>();

        Prints prints = new Prints();

        @OneToOne(mappedBy = "book", fetch = FetchType.LAZY)
        Detail detail;

        @ManyToOne(fetch = FetchType.LAZY)
        Shop seller;
    }

    /** With a collection of its own. */
    @Embeddable
    static class Prints {
        @ElementCollection
        @OrderColumn
        List<Integer> years = new ArrayList<>();
    }

    @Embeddable
    static class Price {
        int amount;

        @ManyToOne(fetch = FetchType.LAZY)
        Shop shop;

        protected Price() {}

        Price(int amount, Shop shop) {
            this.amount = amount;
            this.shop = shop;
        }
    }

    @Entity(name = "Note")
    @FilterDef(name = "upTo", parameters = @ParamDef(name = "rank", type = Integer.class))
    static class Note {
        @Id
        long id;

        @jakarta.persistence.Column(name = "note_rank")
        int rank;

        @ManyToOne(fetch = FetchType.LAZY)
        Book book;

        @ManyToMany
        Set<Reader> readers = new HashSet<>();

        protected Note() {}

        Note(long id, Book book, int rank) {
            this.id = id;
            this.book = book;
            this.rank = rank;
        }
    }

    @Entity(name = "Detail")
    static class Detail {
        @Id
        long id;

        @OneToOne(fetch = FetchType.LAZY)
        Book book;

        String binding;

        protected Detail() {}

        Detail(long id, Book book, String binding) {
            this.id = id;
            this.book = book;
            this.binding = binding;
        }
    }

    @Entity(name = "Shop")
    @SQLRestriction("closed = false")
    static class Shop {
        @Id
        long id;

        String name;
        boolean closed;

        protected Shop() {}

        Shop(long id, String name, boolean closed) {
            this.id = id;
            this.name = name;
            this.closed = closed;
        }
    }

    @Entity(name = "Reader")
    static class Reader {
        @Id
        long id;

        String name;

        protected Reader() {}

        Reader(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
