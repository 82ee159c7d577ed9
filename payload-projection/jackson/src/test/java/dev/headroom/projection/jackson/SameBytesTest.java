package dev.headroom.projection.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.Payload;
import dev.headroom.projection.Projection;
import dev.headroom.projection.RowWriter;
import dev.headroom.projection.Select;
import dev.headroom.projection.jackson.Shop.Kind;
import dev.headroom.testsupport.EachDatabase;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** That rows have the bytes that a mapper gives for the records. */
@EachDatabase
class SameBytesTest {

    private static final long SEED = 5;
    private static final int PRODUCTS = 60;

    @Parameter
    Shop shop;

    @BeforeParameterizedClassInvocation
    static void fill(Shop shop) {
        shop.fill(PRODUCTS, new Random(SEED));
    }

    @SuppressWarnings("ArrayRecordComponent") // is what a view of a picture has
    record Everything(
            long id,
            String name,
            Integer stock,
            int weight,
            @Select("weight") BigDecimal widened,
            short shelf,
            boolean sold,
            Boolean gift,
            double rating,
            float ratio,
            char letter,
            BigDecimal price,
            BigInteger serial,
            Kind kind,
            UUID code,
            URI link,
            LocalDate madeOn,
            LocalDateTime checkedAt,
            LocalTime opensAt,
            Instant soldAt,
            OffsetDateTime sentAt,
            Duration warranty,
            Locale language,
            Currency currency,
            ZoneId zone,
            byte[] picture,
            SizeItem size,
            MakerItem maker,
            @Select("maker.name") String makerName,
            List<PartItem> parts,
            @Select("parts.name") List<String> partNames,
            @Select("parts") Set<PartName> distinctParts,
            Set<String> labels) {
        record SizeItem(int width, String unit) {}

        record MakerItem(long id, String name) {}

        record PartItem(long id, String name, List<NoteItem> notes) {
            record NoteItem(String text) {}
        }

        record PartName(String name, Set<PartNote> notes) {
            record PartNote(String text) {}
        }
    }

    @Test
    void arraysAreAsTheMapperWritesTheRecords() {
        Mappers.ALL.forEach((name, mapper) -> {
            String expected = new String(mapper.writeValueAsBytes(records()), StandardCharsets.UTF_8);
            assertThat(written(JsonRows::array, mapper)).as(name).isEqualTo(expected);
        });
    }

    @Test
    void linesAreAsTheMapperWritesEachRecord() {
        Mappers.ALL.forEach((name, mapper) -> {
            StringBuilder expected = new StringBuilder();
            records()
                    .forEach(row ->
                            expected.append(mapper.writeValueAsString(row)).append('\n'));
            expected.append("{\"@end\":{\"rows\":" + PRODUCTS + "}}\n");
            assertThat(written(JsonRows::ndjson, mapper)).as(name).isEqualTo(expected.toString());
        });
    }

    @Test
    void indentationIsLeftOut() {
        JsonMapper indenting =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        assertThat(written(JsonRows::ndjson, indenting)).isEqualTo(written(JsonRows::ndjson, new JsonMapper()));
    }

    @Test
    void theViewOfTheTestHasAllCases() {
        List<Everything> rows = records();
        assertThat(rows).hasSize(PRODUCTS);
        assertThat(rows).anySatisfy(row -> assertThat(row.maker()).isNull());
        assertThat(rows).anySatisfy(row -> assertThat(row.size()).isNull());
        assertThat(rows).anySatisfy(row -> assertThat(row.price()).isNull());
        assertThat(rows).anySatisfy(row -> assertThat(row.parts()).isEmpty());
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.distinctParts().size())
                        .isLessThan(row.parts().size()));
    }

    @Test
    void hostileTextsAreAsTheMapperWritesThem() {
        Random random = new Random(SEED);
        JsonMapper mapper = new JsonMapper();
        for (int round = 0; round < 2_000; round++) {
            String text = Texts.any(random);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            RowWriter writer = JsonRows.ndjson(out, mapper);
            writer.begin(List.of());
            writer.startRow();
            writer.name("text");
            writer.value(text);
            writer.endRow();
            long bytes = writer.bytes();
            writer.complete();
            String line = new String(mapper.writeValueAsBytes(Map.of("text", text)), StandardCharsets.UTF_8) + "\n";
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(line + "{\"@end\":{\"rows\":1}}\n");
            assertThat(bytes).isEqualTo(line.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void bytesAddUp() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Payload payload = shop.read(em -> projection().query(em).writeTo(JsonRows.array(out)));

        assertThat(payload.bytes() + "[]".length()).isEqualTo(out.size());
        long punctuation = "{}".length() * payload.rows() + (payload.rows() - 1);
        assertThat(payload.bytesByField().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(payload.bytes() - punctuation);
        assertThat(payload.bytesByField())
                .containsKeys("maker", "maker.name", "parts", "parts.notes", "parts.notes.text", "labels");
    }

    private List<Everything> records() {
        return shop.read(em -> projection().query(em).orderBy("id").list());
    }

    private Projection<Product, Everything> projection() {
        return Projection.of(Product.class, Everything.class)
                .withLargeObject("picture")
                .build(shop.entityManagers);
    }

    /** Both ways, of which it gives one. */
    private String written(Format format, JsonMapper mapper) {
        ByteArrayOutputStream listed = new ByteArrayOutputStream();
        ByteArrayOutputStream streamed = new ByteArrayOutputStream();
        shop.read(em -> projection().query(em).orderBy("id").writeTo(format.writer(listed, mapper)));
        shop.read(em -> projection().query(em).orderBy("id").writeTo(format.writer(streamed, mapper), 7));
        assertThat(streamed.toByteArray()).isEqualTo(listed.toByteArray());
        return listed.toString(StandardCharsets.UTF_8);
    }

    interface Format {
        RowWriter writer(ByteArrayOutputStream out, JsonMapper mapper);
    }
}
