package dev.headroom.keyset.internal.value;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How the values of one Java type travel in a cursor: exactly, because a key that comes back changed by one bit skips or
 * repeats a row.
 */
public record KeyType<T>(Class<T> type, Writer<T> writer, Reader<T> reader) {

    private static final List<KeyType<?>> ALL = List.of(
            new KeyType<>(String.class, KeyType::writeText, KeyType::readText),
            new KeyType<>(Character.class, (out, value) -> out.writeChar(value), DataInputStream::readChar),
            new KeyType<>(Boolean.class, DataOutputStream::writeBoolean, DataInputStream::readBoolean),
            new KeyType<>(Byte.class, (out, value) -> out.writeByte(value), DataInputStream::readByte),
            new KeyType<>(Short.class, (out, value) -> out.writeShort(value), DataInputStream::readShort),
            new KeyType<>(Integer.class, DataOutputStream::writeInt, DataInputStream::readInt),
            new KeyType<>(Long.class, DataOutputStream::writeLong, DataInputStream::readLong),
            new KeyType<>(
                    Float.class,
                    (out, value) -> out.writeInt(Float.floatToRawIntBits(value)),
                    in -> Float.intBitsToFloat(in.readInt())),
            new KeyType<>(
                    Double.class,
                    (out, value) -> out.writeLong(Double.doubleToRawLongBits(value)),
                    in -> Double.longBitsToDouble(in.readLong())),
            new KeyType<>(
                    BigInteger.class,
                    (out, value) -> writeBytes(out, value.toByteArray()),
                    in -> new BigInteger(readBytes(in))),
            new KeyType<>(BigDecimal.class, KeyType::writeDecimal, KeyType::readDecimal),
            new KeyType<>(UUID.class, KeyType::writeUuid, in -> new UUID(in.readLong(), in.readLong())),
            new KeyType<>(byte[].class, KeyType::writeBytes, KeyType::readBytes),
            new KeyType<>(Instant.class, KeyType::writeInstant, KeyType::readInstant),
            new KeyType<>(
                    LocalDate.class,
                    (out, value) -> out.writeLong(value.toEpochDay()),
                    in -> LocalDate.ofEpochDay(in.readLong())),
            new KeyType<>(
                    LocalTime.class,
                    (out, value) -> out.writeLong(value.toNanoOfDay()),
                    in -> LocalTime.ofNanoOfDay(in.readLong())),
            new KeyType<>(
                    LocalDateTime.class,
                    (out, value) -> writeInstant(out, value.toInstant(ZoneOffset.UTC)),
                    in -> LocalDateTime.ofInstant(readInstant(in), ZoneOffset.UTC)),
            // A database keeps the instant, and gives it back at an offset of its own choice.
            new KeyType<>(
                    OffsetDateTime.class,
                    (out, value) -> writeInstant(out, value.toInstant()),
                    in -> readInstant(in).atOffset(ZoneOffset.UTC)),
            new KeyType<>(Duration.class, KeyType::writeDuration, KeyType::readDuration),
            new KeyType<>(Year.class, (out, value) -> out.writeInt(value.getValue()), in -> Year.of(in.readInt())));

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            char.class, Character.class,
            boolean.class, Boolean.class,
            byte.class, Byte.class,
            short.class, Short.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class);

    /** The type of an attribute or of a scope value, or empty where its values cannot travel. */
    public static Optional<KeyType<?>> of(Class<?> javaType) {
        Class<?> boxed = BOXES.getOrDefault(javaType, javaType);
        if (boxed.isEnum()) {
            return Optional.of(enumType(boxed.asSubclass(Enum.class)));
        }
        return ALL.stream().filter(known -> known.type == boxed).findFirst();
    }

    public static String names() {
        return String.join(
                        ", ",
                        ALL.stream().map(known -> known.type.getSimpleName()).toList()) + ", and enums";
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an enum's own class is always its type argument
    private static KeyType<?> enumType(Class<? extends Enum> type) {
        return new KeyType<Enum>(
                (Class<Enum>) type, (out, value) -> out.writeUTF(value.name()), in -> Enum.valueOf(type, in.readUTF()));
    }

    public void write(DataOutputStream out, Object value) throws IOException {
        writer.write(out, type.cast(value));
    }

    public T read(DataInputStream in) throws IOException {
        return reader.read(in);
    }

    private static void writeText(DataOutputStream out, String value) throws IOException {
        writeBytes(out, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeBytes(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        // Checked before the array is made: the bytes may come from an application's own codec.
        if (length < 0 || length > in.available()) {
            throw new IOException("a length of " + length);
        }
        return in.readNBytes(length);
    }

    private static void writeDecimal(DataOutputStream out, BigDecimal value) throws IOException {
        out.writeInt(value.scale());
        writeBytes(out, value.unscaledValue().toByteArray());
    }

    private static BigDecimal readDecimal(DataInputStream in) throws IOException {
        int scale = in.readInt();
        return new BigDecimal(new BigInteger(readBytes(in)), scale);
    }

    private static void writeUuid(DataOutputStream out, UUID value) throws IOException {
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    private static void writeInstant(DataOutputStream out, Instant value) throws IOException {
        out.writeLong(value.getEpochSecond());
        out.writeInt(value.getNano());
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void writeDuration(DataOutputStream out, Duration value) throws IOException {
        out.writeLong(value.getSeconds());
        out.writeInt(value.getNano());
    }

    private static Duration readDuration(DataInputStream in) throws IOException {
        return Duration.ofSeconds(in.readLong(), in.readInt());
    }

    @FunctionalInterface
    public interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
    }

    @FunctionalInterface
    public interface Reader<T> {
    T read(DataInputStream in) throws IOException;
    }
}
