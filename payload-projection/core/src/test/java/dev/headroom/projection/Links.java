package dev.headroom.projection;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.SQLJoinTableRestriction;
import org.hibernate.annotations.SoftDelete;

/**
 * Two posts, each with three tags of each kind, of which the second is hidden for the first post; and a post that has
 * nothing. The second of three drafts is deleted; the first two have a note. The place of the second post has no value but words, that of the third not even these.
 */
final class Links extends RecordedStore {

    Links(Database database) {
        super(database, Post.class, Tag.class, Draft.class, Note.class, Place.class);
    }

    void fill() {
        write(em -> {
            for (long id = 1; id <= 3; id++) {
                Tag tag = new Tag();
                tag.id = id;
                tag.name = "tag " + id;
                em.persist(tag);
                Draft draft = new Draft();
                draft.id = id;
                draft.name = "draft " + id;
                em.persist(draft);
                if (id < 3) {
                    Note note = new Note();
                    note.id = 10 * id;
                    note.draft = draft;
                    em.persist(note);
                }
            }
            for (long id = 1; id <= 3; id++) {
                Post post = new Post();
                post.id = id;
                if (id < 3) {
                    fill(
                            post,
                            em.createQuery("from Tag t order by t.id", Tag.class)
                                    .getResultList());
                    post.drafts.addAll(em.createQuery("from Draft", Draft.class).getResultList());
                    post.place.town = id == 1 ? "town" : null;
                    post.place.words.add("word " + id);
                }
                em.persist(post);
            }
        });
        write(em -> {
            em.find(Post.class, 1L).removed.removeIf(tag -> tag.id == 2);
            em.find(Post.class, 1L).removedWords.remove("word 2");
            em.createQuery("delete from Draft d where d.id = 2").executeUpdate();
        });
        statements.clear();
    }

    private static void fill(Post post, List<Tag> tags) {
        post.removed.addAll(tags);
        post.ordered.addAll(tags);
        post.restricted.addAll(tags);
        post.removedWords.addAll(List.of("word 1", "word 2", "word 3"));
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        long id;

        String name;
    }

    @Entity(name = "Draft")
    @SoftDelete
    static class Draft {
        @Id
        long id;

        String name;

        @OneToOne(mappedBy = "draft", fetch = FetchType.LAZY)
        Note note;
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        long id;

        @OneToOne(optional = false)
        Draft draft;
    }

    @Embeddable
    static class Place {
        String town;

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    @Entity(name = "Post")
    static class Post {
        @Id
        long id;

        @ManyToMany
        @JoinTable(name = "removed_links")
        @SoftDelete
        Set<Tag> removed = new HashSet<>();

        @ElementCollection
        @SoftDelete
        Set<String> removedWords = new HashSet<>();

        @ManyToMany
        @JoinTable(
                name = "restricted_links",
                joinColumns = @JoinColumn(name = "post_id"),
                inverseJoinColumns = @JoinColumn(name = "tag_id"))
        @SQLJoinTableRestriction("tag_id <> 2 or post_id <> 1")
        Set<Tag> restricted = new HashSet<>();

        @ManyToMany
        @JoinTable(
                name = "ordered_links",
                joinColumns = @JoinColumn(name = "post_id"),
                inverseJoinColumns = @JoinColumn(name = "tag_id"))
        @OrderColumn(name = "place")
        @SQLJoinTableRestriction("tag_id <> 3 or post_id <> 1")
        List<Tag> ordered = new ArrayList<>();

        @ManyToMany
        Set<Draft> drafts = new HashSet<>();

        @Embedded
        Place place = new Place();
    }
}
