package dev.headroom.projection.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDate;
import java.util.Map;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Mappers that write the same values in different ways. */
final class Mappers {

    private Mappers() {}

    static final Map<String, JsonMapper> ALL = Map.of(
            "plain", new JsonMapper(),
            "timestamps",
                    JsonMapper.builder()
                            .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                            .build(),
            "durations",
                    JsonMapper.builder()
                            .enable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                            .build(),
            "enums by index and text of numbers",
                    JsonMapper.builder()
                            .enable(EnumFeature.WRITE_ENUMS_USING_INDEX)
                            .enable(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
                            .build(),
            "escapes",
                    JsonMapper.builder()
                            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                            .defaultBase64Variant(Base64Variants.MODIFIED_FOR_URL)
                            .build(),
            "long as text",
                    JsonMapper.builder()
                            .addModule(new SimpleModule()
                                    .addSerializer(Long.class, ToStringSerializer.instance)
                                    .addSerializer(long.class, ToStringSerializer.instance)
                                    .addSerializer(Integer.class, ToStringSerializer.instance)
                                    .addSerializer(int.class, ToStringSerializer.instance))
                            .build(),
            "own text",
                    JsonMapper.builder()
                            .addModule(new SimpleModule().addSerializer(String.class, new Loud()))
                            .build(),
            "formats",
                    JsonMapper.builder()
                            .withConfigOverride(
                                    LocalDate.class,
                                    override -> override.setFormat(JsonFormat.Value.forPattern("dd.MM.yyyy")))
                            .withConfigOverride(
                                    Boolean.class,
                                    override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.NUMBER)))
                            .withConfigOverride(
                                    boolean.class,
                                    override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.NUMBER)))
                            .build());

    private static final class Loud extends StdSerializer<String> {
        Loud() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator json, SerializationContext context) {
            json.writeString(value + "!");
        }
    }
}
