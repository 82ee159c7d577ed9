package dev.headroom.jobs.jackson;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Payloads with a value of each kind. */
final class Orders {

    private Orders() {}

    enum Channel {
        SHOP,
        PHONE
    }

    record Line(String article, BigDecimal price, List<List<Integer>> parts) {}

    record Times(Instant ordered, LocalDate delivery, Duration within, OffsetDateTime sent) {}

    record Numbers(long large, double ratio, boolean paid, BigInteger serial) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    sealed interface Payment permits Card, Invoice {}

    @JsonTypeName("card")
    record Card(String token) implements Payment {}

    @JsonTypeName("invoice")
    record Invoice(Duration due) implements Payment {}

    record Order(
            UUID id,
            Channel channel,
            List<Line> lines,
            Map<String, String> notes,
            Times times,
            Numbers numbers,
            Payment payment,
            Optional<String> coupon,
            @Nullable String comment) {}

    static Order random(Random random) {
        return new Order(
                new UUID(random.nextLong(), random.nextLong()),
                Channel.values()[random.nextInt(2)],
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(line -> line(random))
                        .toList(),
                notes(random),
                times(random),
                numbers(random),
                random.nextBoolean() ? new Card(text(random)) : new Invoice(Duration.ofSeconds(random.nextInt())),
                random.nextBoolean() ? Optional.empty() : Optional.of(text(random)),
                random.nextBoolean() ? null : text(random));
    }

    private static Line line(Random random) {
        List<List<Integer>> parts = random.nextBoolean() ? List.of() : List.of(List.of(random.nextInt()), List.of());
        return new Line(text(random), new BigDecimal(new BigInteger(90, random), random.nextInt(40) - 20), parts);
    }

    private static Map<String, String> notes(Random random) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(text(random), text(random));
        return notes;
    }

    private static Times times(Random random) {
        Instant time = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        OffsetDateTime sent = time.atOffset(ZoneOffset.UTC);
        return new Times(time, sent.toLocalDate(), Duration.ofNanos(random.nextLong()), sent);
    }

    private static Numbers numbers(Random random) {
        double ratio = random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian() * 1e20;
        return new Numbers(random.nextLong(), ratio, random.nextBoolean(), new BigInteger(99, random));
    }

    /** Any characters but halves of pairs, which are no text. */
    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, 0x20000)
                .filter(character -> character < 0xD800 || character > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
