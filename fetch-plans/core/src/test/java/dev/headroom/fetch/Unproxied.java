package dev.headroom.fetch;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.SoftDelete;

/** Letters 1 to 10 of one box, which refer to entities that Hibernate cannot leave for later. */
final class Unproxied extends RecordedStore {

    static final int LETTERS = 10;

    Unproxied(Database database) {
        super(
                database,
                Box.class,
                Letter.class,
                Stamp.class,
                Label.class,
                Clerk.class,
                Seal.class,
                Wax.class,
                Parcel.class,
                Node.class);
    }

    void fill() {
        write(em -> {
            Box box = new Box();
            box.id = 1L;
            em.persist(box);
            for (long id = 1; id <= LETTERS; id++) {
                Letter letter = new Letter();
                letter.id = id;
                letter.box = box;
                letter.stamp = em.merge(new Stamp(id));
                letter.label = em.merge(new Label(id));
                letter.clerk = em.merge(new Clerk(id));
                letter.routes.add(new Route(letter.stamp));
                em.persist(letter);
                Wax wax = new Wax();
                wax.id = id;
                em.persist(wax);
                if (id % 2 == 0) {
                    Seal seal = new Seal();
                    seal.id = id;
                    seal.wax = wax;
                    em.persist(seal);
                }
                Parcel parcel = new Parcel();
                parcel.id = id;
                parcel.box = box;
                em.persist(parcel);
            }
            Node previous = null;
            for (long id = 1; id <= LETTERS; id++) {
                Node node = new Node();
                node.id = id;
                node.previous = previous;
                em.persist(node);
                previous = node;
            }
        });
        statements.clear();
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        Long id;

        @OneToMany(mappedBy = "box")
        List<Letter> letters = new ArrayList<>();

        @OneToMany(mappedBy = "box")
        List<Parcel> parcels = new ArrayList<>();
    }

    @Entity(name = "Letter")
    static class Letter {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Box box;

        @ManyToOne(fetch = FetchType.LAZY)
        Stamp stamp;

        @ManyToOne
        Label label;

        @ManyToOne(fetch = FetchType.LAZY)
        @NotFound(action = NotFoundAction.IGNORE)
        Clerk clerk;

        @OneToOne(fetch = FetchType.LAZY)
        @PrimaryKeyJoinColumn
        Seal seal;

        @ElementCollection
        List<Route> routes = new ArrayList<>();
    }

    @Embeddable
    static class Route {
        @ManyToOne(fetch = FetchType.LAZY)
        Stamp stamp;

        Route() {}

        Route(Stamp stamp) {
            this.stamp = stamp;
        }
    }

    @Entity(name = "Stamp")
    static final class Stamp {
        @Id
        Long id;

        Stamp() {}

        Stamp(Long id) {
            this.id = id;
        }
    }

    @Entity(name = "Label")
    @SoftDelete
    static class Label {
        @Id
        Long id;

        Label() {}

        Label(Long id) {
            this.id = id;
        }
    }

    @Entity(name = "Clerk")
    static class Clerk {
        @Id
        Long id;

        Clerk() {}

        Clerk(Long id) {
            this.id = id;
        }
    }

    @Entity(name = "Seal")
    static class Seal {
        @Id
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        @PrimaryKeyJoinColumn
        Wax wax;
    }

    @Entity(name = "Wax")
    static class Wax {
        @Id
        Long id;
    }

    /** Its targets are beneath a collection, and not asked for. */
    @Entity(name = "Parcel")
    static class Parcel {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Box box;

        @OneToOne(fetch = FetchType.LAZY)
        @PrimaryKeyJoinColumn
        Letter letter;
    }

    @Entity(name = "Node")
    static class Node {
        @Id
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        Node previous;

        @OneToOne(mappedBy = "previous", fetch = FetchType.LAZY)
        Node next;
    }
}
