package dev.headroom.projection;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Owners with ids of many kinds. Of each kind there are three, which have no, one and two words and parts. */
final class Keyed extends RecordedStore {

    Keyed(Database database) {
        super(
                database,
                ByUuid.class,
                ByText.class,
                ByUuidText.class,
                ByPlace.class,
                PlacePart.class,
                ByBytes.class,
                ByTwo.class,
                TwoPart.class,
                ByName.class,
                NamePart.class);
    }

    void fill() {
        write(em -> {
            for (int size = 0; size < 3; size++) {
                int number = size;
                List<WithWords> owners = List.of(
                        make(ByUuid::new, it -> it.id = new UUID(number, number)),
                        make(ByText::new, it -> it.id = "it's " + number),
                        make(ByUuidText::new, it -> it.id = new UUID(1, number)));
                ByPlace place = make(ByPlace::new, it -> it.id = new Place("row", number));
                ByTwo two = make(ByTwo::new, it -> {
                    it.shelf = "row";
                    it.position = number;
                });
                ByName named = make(ByName::new, it -> {
                    it.id = (long) number;
                    it.name = "name " + number;
                });
                for (int word = 1; word <= number; word++) {
                    String text = "word " + word;
                    owners.forEach(owner -> owner.words.add(text));
                    place.words.add(text);
                    two.words.add(text);
                }
                owners.forEach(em::persist);
                em.persist(place);
                em.persist(two);
                em.persist(named);
                for (int part = 1; part <= number; part++) {
                    long id = 10L * number + part;
                    em.persist(make(PlacePart::new, it -> {
                        it.id = id;
                        it.owner = place;
                    }));
                    em.persist(make(TwoPart::new, it -> {
                        it.id = id;
                        it.owner = two;
                    }));
                    em.persist(make(NamePart::new, it -> {
                        it.id = id;
                        it.owner = named;
                    }));
                }
            }
        });
        statements.clear();
    }

    private static <T> T make(Supplier<T> constructor, Consumer<T> fill) {
        T made = constructor.get();
        fill.accept(made);
        return made;
    }

    @MappedSuperclass
    abstract static class WithWords {
        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    @Entity(name = "ByUuid")
    static class ByUuid extends WithWords {
        @Id
        UUID id;
    }

    @Entity(name = "ByBytes")
    static class ByBytes extends WithWords {
        @Id
        byte[] id;
    }

    @Entity(name = "ByText")
    static class ByText extends WithWords {
        @Id
        String id;
    }

    @Entity(name = "ByUuidText")
    static class ByUuidText extends WithWords {
        @Id
        @JdbcTypeCode(SqlTypes.VARCHAR) // which is no array of uuid
        UUID id;
    }

    @Embeddable
    record Place(String shelf, int position) {}

    @Entity(name = "ByPlace")
    static class ByPlace extends WithWords {
        @EmbeddedId
        Place id;

        @OneToMany(mappedBy = "owner")
        List<PlacePart> parts = new ArrayList<>();
    }

    @Entity(name = "PlacePart")
    static class PlacePart {
        @Id
        long id;

        @ManyToOne
        ByPlace owner;
    }

    static class Two {
        String shelf;
        int position;

        @Override
        public boolean equals(Object other) {
            return other instanceof Two that && position == that.position && shelf.equals(that.shelf);
        }

        @Override
        public int hashCode() {
            return Objects.hash(shelf, position);
        }
    }

    @Entity(name = "ByTwo")
    @IdClass(Two.class)
    static class ByTwo extends WithWords {
        @Id
        String shelf;

        @Id
        int position;

        @OneToMany(mappedBy = "owner")
        List<TwoPart> parts = new ArrayList<>();
    }

    @Entity(name = "TwoPart")
    static class TwoPart {
        @Id
        long id;

        @ManyToOne
        ByTwo owner;
    }

    @Entity(name = "ByName")
    static class ByName {
        @Id
        long id;

        @Column(unique = true)
        String name;

        @OneToMany(mappedBy = "owner")
        List<NamePart> parts = new ArrayList<>();
    }

    @Entity(name = "NamePart")
    static class NamePart {
        @Id
        long id;

        @ManyToOne
        @JoinColumn(name = "owner_name", referencedColumnName = "name")
        ByName owner;
    }
}
