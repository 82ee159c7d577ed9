package dev.headroom.projection.jackson;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
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

/** Has a value of each type. */
@Entity(name = "Product")
class Product {
    @Id
    Long id;

    @Column(length = 1_000)
    String name;

    Integer stock;
    int weight;
    short shelf;
    boolean sold;
    Boolean gift;
    double rating;
    float ratio;
    char letter;

    @Column(precision = 20, scale = 5)
    BigDecimal price;

    @Column(precision = 30, scale = 0)
    BigInteger serial;

    Shop.Kind kind;
    UUID code;

    @Convert(converter = Shop.UriAsText.class)
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

    @Column(length = 200)
    byte[] picture;

    Shop.Size size;

    @ManyToOne(fetch = FetchType.LAZY)
    Shop.Maker maker;

    @OneToMany(mappedBy = "product")
    List<Shop.Part> parts;

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
        product.kind = random.nextBoolean() ? Shop.Kind.BOOK : Shop.Kind.GAME;
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
        // MariaDB takes no other bits than those of a version.
        code = UUID.nameUUIDFromBytes(new BigInteger(90, random).toByteArray());
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
