package dev.headroom.projection.jackson;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.jdk.BooleanSerializer;
import tools.jackson.databind.ser.jdk.NumberSerializer;
import tools.jackson.databind.ser.jdk.NumberSerializers.DoubleSerializer;
import tools.jackson.databind.ser.jdk.NumberSerializers.IntegerSerializer;
import tools.jackson.databind.ser.jdk.NumberSerializers.LongSerializer;
import tools.jackson.databind.ser.jdk.StringSerializer;

/**
 * Writes values as a mapper does. The most frequent types go to the generator directly, unless the application has
 * them written in a way of its own; all others go to the mapper's serializers.
 */
final class ValueWriter {

    private final JsonGenerator json;
    private final boolean strings;
    private final boolean longs;
    private final boolean integers;
    private final boolean booleans;
    private final boolean decimals;
    private final boolean doubles;

    /**
     * @param json that a mapper has made
     */
    ValueWriter(JsonGenerator json) {
        this.json = json;
        strings = serializer(String.class) == StringSerializer.class;
        longs = serializer(Long.class) == LongSerializer.class;
        integers = serializer(Integer.class) == IntegerSerializer.class;
        booleans = serializer(Boolean.class) == BooleanSerializer.class;
        decimals = serializer(BigDecimal.class) == NumberSerializer.class;
        doubles = serializer(Double.class) == DoubleSerializer.class;
    }

    private Class<?> serializer(Class<?> type) {
        SerializationContext context = (SerializationContext) json.objectWriteContext();
        return context.findTypedValueSerializer(type, true).getClass();
    }

    void write(@Nullable Object value) {
        if (value instanceof String text && strings) {
            json.writeString(text);
        } else if (value instanceof Long number && longs) {
            json.writeNumber(number);
        } else if (value instanceof Integer number && integers) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number && decimals) {
            json.writeNumber(number);
        } else if (value instanceof Double number && doubles) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag && booleans) {
            json.writeBoolean(flag);
        } else {
            json.writePOJO(value);
        }
    }
}
