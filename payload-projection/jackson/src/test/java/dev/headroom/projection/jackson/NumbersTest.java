package dev.headroom.projection.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.headroom.projection.RowWriter;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** That numbers are as the mapper writes them, whatever it was told of them. */
class NumbersTest {

    private static final List<Object> NUMBERS = List.of(
            new BigDecimal("1E+3"),
            new BigDecimal("0E-10"),
            new BigDecimal("1.10"),
            new BigDecimal("-123456789012345678901234567890.5"),
            1e22,
            -0.0,
            0.1 + 0.2,
            Double.MIN_VALUE,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Long.MIN_VALUE,
            Integer.MAX_VALUE);

    static Stream<JsonMapper> mappers() {
        return Stream.of(
                JsonMapper.builder().build(),
                JsonMapper.builder()
                        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                        .build(),
                JsonMapper.builder()
                        .enable(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
                        .build(),
                JsonMapper.builder()
                        .withConfigOverride(
                                BigDecimal.class,
                                format -> format.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
                        .withConfigOverride(
                                Double.class,
                                format -> format.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void areAsTheMapperWritesThem(JsonMapper mapper) {
        for (Object number : NUMBERS) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            RowWriter writer = JsonRows.array(out, mapper);
            writer.begin(List.of());
            writer.startRow();
            writer.name("number");
            writer.value(number);
            writer.endRow();
            writer.complete();

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo(mapper.writeValueAsString(List.of(Map.of("number", number))));
        }
    }
}
