package dev.headroom.projection.jackson;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.FaultyDataSource;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
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

    @Entity(name = "Product")
    static class Product {
        @Id
        Long id;

        @jakarta.persistence.Column(length = 1_000)
        String name;

        Integer stock;
        int weight;
        short shelf;
        boolean sold;
        Boolean gift;
        double rating;
        float ratio;
        char letter;

        @jakarta.persistence.Column(precision = 20, scale = 5)
        BigDecimal price;

        @jakarta.persistence.Column(precision = 30, scale = 0)
        BigInteger serial;

        Kind kind;
        UUID code;

        @Convert(converter = UriAsText.class)
        URI link;

        LocalDate madeOn;
        LocalDateTime checkedAt;
        LocalTime opensAt;
        Instant soldAt;
        OffsetDateTime sentAt;
        Duration warranty;
        Locale language;
        Currency currency;
        ZoneId zone;

        @jakarta.persistence.Column(length = 200)
        byte[] picture;

        Size size;

        @ManyToOne(fetch = FetchType.LAZY)
        Maker maker;

        @OneToMany(mappedBy = "product")
        List<Part> parts;

        @ElementCollection
        Set<String> labels = new HashSet<>();

        static Product random(long id, Random random) {
            Product product = new Product();
            product.id = id;
            product.name = Texts.storable(random);
            product.weight = random.nextInt();
            product.shelf = (short) random.nextInt();
            product.sold = random.nextBoolean();
            product.rating = random.nextGaussian() * Math.pow(10, random.nextInt(20));
            product.ratio = random.nextFloat();
            product.letter = (char) ('"' + random.nextInt(60));
            product.kind = random.nextBoolean() ? Kind.BOOK : Kind.GAME;
            product.labels.add(Texts.storable(random));
            product.labels.add("label");
            if (random.nextInt(4) != 0) {
                product.addOptional(random);
            }
            return product;
        }

        private void addOptional(Random random) {
            stock = random.nextInt();
            gift = random.nextBoolean();
            price = new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt(6));
            serial = new BigInteger(90, random);
            code = new UUID(random.nextLong(), random.nextLong());
            link = URI.create("https://example.org/a?b=" + random.nextInt());
            madeOn = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(20_000));
            opensAt = LocalTime.ofSecondOfDay(random.nextInt(86_400));
            checkedAt = madeOn.atTime(opensAt);
            soldAt = Instant.ofEpochMilli(random.nextInt());
            sentAt = OffsetDateTime.parse("2026-01-02T03:04:05+02:00").plusMinutes(random.nextInt(1_000));
            warranty = Duration.ofMillis(random.nextInt(1_000_000));
            language = Locale.CANADA_FRENCH;
            currency = Currency.getInstance("NOK");
            zone = ZoneId.of("Europe/Oslo");
            picture = new byte[random.nextInt(100)];
            random.nextBytes(picture);
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
