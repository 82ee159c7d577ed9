package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
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
import org.hibernate.annotations.SQLRestriction;

/** A database of authors and posts, with collections of every kind that can come back in part. */
final class Blog extends RecordedStore {

    Blog(Database database) {
        super(
                database,
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

    void fill() {
        write(Blog::fill);
    }

    /** Author 1 has posts 11 to 16 with scores 10 to 60, author 2 posts 21 to 23, author 3 none. */
    private static void fill(EntityManager em) {
        List<Tag> tags = List.of(new Tag("java"), new Tag("sql"), new Tag("web"));
        tags.forEach(em::persist);
        for (long id = 1; id <= 3; id++) {
            Author author = new Author(id);
            author.column.topics.addAll(tags.subList(0, (int) id));
            author.names.add("Name " + id);
            em.persist(author);
            for (long number = 1; number <= 9 - 3 * id && id < 3; number++) {
                Post post = number == 3 ? new GuestPost(10 * id + number, author) : new Post(10 * id + number, author);
                post.score = (int) (10 * number);
                post.rating = number % 2 == 0 ? null : (int) number;
                post.tags.addAll(tags.subList(0, (int) (number % 4)));
                post.mainTag = number % 3 == 0 ? null : tags.get((int) (number % 3));
                em.persist(post);
                author.pinned.add(post);
                for (long remark = 1; remark <= number; remark++) {
                    Remark written = new Remark(100 * post.id + remark, post);
                    em.persist(written);
                    author.remarks.add(written);
                }
            }
        }
        for (int number = 1; number <= 3; number++) {
            Shelf shelf = new Shelf(1, number);
            em.persist(shelf);
            Seat seat = new Seat(7, number);
            em.persist(seat);
            for (int child = 1; child <= number + 1; child++) {
                em.persist(new Volume(number, child, shelf, 100 - child));
                em.persist(new Guest(10 * number + child, seat));
            }
        }
    }

    /** Django's Prefetch with a queryset and to_attr: the filtered part is a list of its own. */

    /** Some posts of each author. */
    FetchPlan<Author> posts(Consumer<ChildNode<Post>> spec) {
        return FetchPlan.of(Author.class).children("posts", Post.class, spec).build(entityManagers);
    }

    static List<Author> authors(EntityManager em) {
        return em.createQuery("from Author order by id", Author.class).getResultList();
    }

    /** What a plan brings, by so many statements. */
    <T> Fetched<T> fetched(int expected, FetchPlan<T> plan, EntityManager em, List<T> roots) {
        statements.clear();
        Fetched<T> fetched = plan.fetch(em, roots);
        assertThat(statements.statements()).hasSize(expected);
        return fetched;
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
