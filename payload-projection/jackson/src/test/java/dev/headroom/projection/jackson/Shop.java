package dev.headroom.projection.jackson;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.FaultyDataSource;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Products with a value of each type, whose statements are recorded and can be made to fail. */
final class Shop implements AutoCloseable {

    final FaultyDataSource faults;
    final RecordingDataSource statements;
    final EntityManagerFactory entityManagers;

    Shop(Database database) {
        faults = new FaultyDataSource(database.dataSource());
        statements = new RecordingDataSource(faults);
        entityManagers = EntityManagerFactories.create(
                statements, Product.class, Maker.class, Part.class, Note.class, UriAsText.class);
    }

    <T> T read(Function<EntityManager, T> work) {
        return entityManagers.callInTransaction(work);
    }

    /** Product n has n % 4 parts, the first of which has 2 notes, and the others the same name; product 3 has no maker and no size. */
    void fill(int products, Random random) {
        read(em -> {
            Maker maker = new Maker();
            maker.id = 1L;
            maker.name = "Maker \u2028 \"1\"";
            em.persist(maker);
            for (long id = 1; id <= products; id++) {
                Product product = Product.random(id, random);
                product.maker = id == 3 ? null : maker;
                product.size = id == 3 ? null : new Size(random.nextInt(), id % 2 == 0 ? "cm" : null);
                em.persist(product);
                addParts(em, product);
            }
            return true;
        });
        statements.clear();
    }

    private static void addParts(EntityManager em, Product product) {
        for (long number = 1; number <= product.id % 4; number++) {
            Part part = new Part();
            part.id = product.id * 10 + number;
            part.name = number == 1 ? "first part" : "other part";
            part.product = product;
            em.persist(part);
            for (long note = 1; number == 1 && note <= 2; note++) {
                Note text = new Note();
                text.id = part.id * 10 + note;
                text.text = note == 1 ? null : "tab\t and ä";
                text.part = part;
                em.persist(text);
            }
        }
    }

    @Override
    public void close() {
        entityManagers.close();
    }

    enum Kind {
        BOOK,
        GAME {
            @Override
            public String toString() {
                return "a game";
            }
        }
    }

    @Embeddable
    static class Size {
        int width;
        String unit;

        protected Size() {}

        Size(int width, String unit) {
            this.width = width;
            this.unit = unit;
        }
    }

    @Entity(name = "Maker")
    static class Maker {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Part")
    static class Part {
        @Id
        Long id;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        Product product;

        @OneToMany(mappedBy = "part")
        List<Note> notes;
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        Long id;

        String text;

        @ManyToOne(fetch = FetchType.LAZY)
        Part part;
    }

    static class UriAsText implements AttributeConverter<URI, String> {
        @Override
        public String convertToDatabaseColumn(URI uri) {
            return uri == null ? null : uri.toString();
        }

        @Override
        public URI convertToEntityAttribute(String text) {
            return text == null ? null : URI.create(text);
        }
    }
}
