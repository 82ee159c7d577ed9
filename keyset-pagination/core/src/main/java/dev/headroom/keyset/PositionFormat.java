package dev.headroom.keyset;

import dev.headroom.keyset.InvalidCursorException.Reason;
import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SeekOrder;
import dev.headroom.keyset.internal.seek.Bounds;
import dev.headroom.keyset.internal.value.KeyType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inside of a cursor: a fingerprint of the list that it belongs to, then the key values of one row.
 *
 * <p>The fingerprint is made of the entity, the order, the keys' types and the application's scope. It is what refuses
 * a cursor of one list for another; that nobody forges it is the codec's matter.
 */
final class PositionFormat {

    private static final int FINGERPRINT_LENGTH = 8;

    private final SeekOrder<?> order;
    private final CursorCodec codec;
    private final byte[] fingerprint;

    private PositionFormat(SeekOrder<?> order, CursorCodec codec, byte[] fingerprint) {
        this.order = order;
        this.codec = codec;
        this.fingerprint = fingerprint;
    }

    static PositionFormat of(SeekOrder<?> order, CursorCodec codec) {
        return new PositionFormat(order, codec, fingerprint(out -> {
            out.writeUTF(order.entity().getName());
            for (Key key : order.keys()) {
                out.writeUTF(key.toString());
                out.writeUTF(key.type().type().getName());
                out.writeBoolean(key.nullable());
            }
        }));
    }

    /** The format of a narrower list. */
    PositionFormat scopedTo(List<@Nullable Object> scope) {
        if (scope.isEmpty()) {
            return this;
        }
        return new PositionFormat(order, codec, fingerprint(out -> {
            out.write(fingerprint);
            for (Object value : scope) {
                writeScope(out, value);
            }
        }));
    }

    Bounds bounds(KeysetRange range) {
        String after = range.after();
        String until = range.until();
        return new Bounds(order, after == null ? null : end(after), until == null ? null : end(until));
    }

    /** The end of a range: a cursor that may be longer than those that readers hold. */
    String end(List<@Nullable Object> position) {
        return encode(position, CursorCodec.MAX_RANGE_LENGTH);
    }

    private List<@Nullable Object> end(String cursor) {
        return position(codec.decode(cursor, CursorCodec.MAX_RANGE_LENGTH));
    }

    String cursor(List<@Nullable Object> position) {
        return encode(position, CursorCodec.MAX_LENGTH);
    }

    private String encode(List<@Nullable Object> position, int longest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(fingerprint);
            for (int key = 0; key < position.size(); key++) {
                write(out, order.keys().get(key), position.get(key));
            }
        } catch (IOException memoryIsNoDevice) {
            throw new UncheckedIOException(memoryIsNoDevice);
        }
        String cursor = codec.encode(bytes.toByteArray());
        if (cursor.length() > longest) {
            throw new CursorOverflowException(cursor.length(), longest, order.toString());
        }
        return cursor;
    }

    private static void write(DataOutputStream out, Key key, @Nullable Object value) throws IOException {
        if (key.nullable()) {
            out.writeBoolean(value != null);
        }
        if (value != null) {
            key.type().write(out, value);
        }
    }

    List<@Nullable Object> position(String cursor) {
        return position(codec.decode(cursor));
    }

    private List<@Nullable Object> position(byte[] bytes) {
        if (bytes.length < FINGERPRINT_LENGTH) {
            throw new InvalidCursorException(Reason.MALFORMED);
        }
        if (!Arrays.equals(fingerprint, 0, FINGERPRINT_LENGTH, bytes, 0, FINGERPRINT_LENGTH)) {
            throw new InvalidCursorException(Reason.WRONG_QUERY);
        }
        ByteArrayInputStream values =
                new ByteArrayInputStream(bytes, FINGERPRINT_LENGTH, bytes.length - FINGERPRINT_LENGTH);
        try (DataInputStream in = new DataInputStream(values)) {
            return readAll(in);
        } catch (IOException | RuntimeException notOurs) {
            // Only an enum constant that is gone, or an application's own codec, gets here.
            throw new InvalidCursorException(Reason.MALFORMED);
        }
    }

    private List<@Nullable Object> readAll(DataInputStream in) throws IOException {
        List<@Nullable Object> position = new ArrayList<>();
        for (Key key : order.keys()) {
            position.add(key.nullable() && !in.readBoolean() ? null : key.type().read(in));
        }
        if (in.available() > 0) {
            throw new IOException("bytes are left");
        }
        return position;
    }

    private static byte[] fingerprint(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            content.writeTo(out);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            return Arrays.copyOf(hash, FINGERPRINT_LENGTH);
        } catch (IOException memoryIsNoDevice) {
            throw new UncheckedIOException(memoryIsNoDevice);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }

    private static void writeScope(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeUTF("");
            return;
        }
        // The class of a constant with a body is not its enum.
        Class<?> javaType = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        KeyType<?> type = KeyType.of(javaType)
                .orElseThrow(() -> new IllegalArgumentException("A scope value is a "
                        + javaType.getName() + ", and must be one of " + KeyType.names()
                        + ": pass the values that it is made of."));
        out.writeUTF(type.type().getName());
        type.write(out, value);
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }
}
