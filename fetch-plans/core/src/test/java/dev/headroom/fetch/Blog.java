package dev.headroom.fetch;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.annotations.SQLRestriction;

/** A database of authors and posts, with collections of every kind that can come back in part. */
final class Blog implements AutoCloseable {

    final RecordingDataSource statements;
    final EntityManagerFactory entityManagers;

    Blog(Database database) {
        statements = new RecordingDataSource(database.dataSource());
        entityManagers = EntityManagerFactories.create(
                statements,
                Author.class,
                Column.class,
                Post.class,
                GuestPost.class,
                Remark.class,
                Tag.class,
                Shelf.class,
                Volume.class,
                Seat.class,
                Guest.class);
    }

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

    /** The statements that the work sends. */
    int statements(Runnable work) {
        statements.clear();
        work.run();
        return statements.count();
    }

    @Override
    public void close() {
        entityManagers.close();
    }

    @Entity(name = "Author")
    static class Author {
        @Id
        Long id;

        @OneToMany(mappedBy = "author")
        List<Post> posts = new ArrayList<>();

        @OneToMany(mappedBy = "author")
        @SQLRestriction("score >= 50")
        List<Post> goodPosts = new ArrayList<>();

        /** Through a table of its own. */
        @OneToMany
        List<Post> pinned = new ArrayList<>();

        /** Through a column that the child does not map. */
        @OneToMany
        @JoinColumn(name = "remarked_author_id")
        List<Remark> remarks = new ArrayList<>();

        @ElementCollection
        Set<String> names = new HashSet<>();

        @Embedded
        Column column = new Column();

        protected Author() {}

        Author(long id) {
            this.id = id;
        }
    }

    @Embeddable
    static class Column {
        String title = "Weekly";

        @ManyToMany
        Set<Tag> topics = new HashSet<>();
    }

    @Entity(name = "Post")
    @Table(indexes = @Index(columnList = "author_id, score, id"))
    static class Post {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author;

        int score;

        Integer rating;

        @ManyToMany
        Set<Tag> tags = new HashSet<>();

        /** Eager, as JPA has it unless told otherwise. */
        @ManyToOne
        Tag mainTag;

        @OneToMany(mappedBy = "post")
        List<Remark> remarks = new ArrayList<>();

        protected Post() {}

        Post(long id, Author author) {
            this.id = id;
            this.author = author;
        }
    }

    @Entity(name = "GuestPost")
    static class GuestPost extends Post {
        protected GuestPost() {}

        GuestPost(long id, Author author) {
            super(id, author);
        }
    }

    @Entity(name = "Remark")
    static class Remark {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Post post;

        protected Remark() {}

        Remark(long id, Post post) {
            this.id = id;
            this.post = post;
        }
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        String name;

        @ManyToMany(mappedBy = "tags")
        List<Post> posts = new ArrayList<>();

        protected Tag() {}

        Tag(String name) {
            this.name = name;
        }
    }

    @Embeddable
    record Place(int room, int number) {}

    @Entity(name = "Shelf")
    static class Shelf {
        @EmbeddedId
        Place id;

        @OneToMany(mappedBy = "shelf")
        List<Volume> volumes = new ArrayList<>();

        protected Shelf() {}

        Shelf(int room, int number) {
            id = new Place(room, number);
        }
    }

    @Entity(name = "Volume")
    static class Volume {
        @EmbeddedId
        Place id;

        @ManyToOne(fetch = FetchType.LAZY)
        Shelf shelf;

        int pages;

        protected Volume() {}

        Volume(int room, int number, Shelf shelf, int pages) {
            id = new Place(room, number);
            this.shelf = shelf;
            this.pages = pages;
        }
    }

    record SeatId(int line, int number) {}

    @Entity(name = "Seat")
    @IdClass(SeatId.class)
    static class Seat {
        @Id
        int line;

        @Id
        int number;

        @OneToMany(mappedBy = "seat")
        List<Guest> guests = new ArrayList<>();

        protected Seat() {}

        Seat(int line, int number) {
            this.line = line;
            this.number = number;
        }
    }

    @Entity(name = "Guest")
    static class Guest {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Seat seat;

        protected Guest() {}

        Guest(long id, Seat seat) {
            this.id = id;
            this.seat = seat;
        }
    }
}
