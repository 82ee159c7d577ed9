package dev.headroom.keyset.internal.seek;

import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.value.KeyType;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the first row of a page may stand that was not read: one position for each way in which its keys can be null,
 * because that decides which seek ranges lie beyond it. The values themselves mean nothing.
 */
public final class FirstRows {

    private final List<Key> keys;
    private final List<@Nullable Object> cursor;
    private final Set<List<@Nullable Object>> positions = new LinkedHashSet<>();

    private FirstRows(List<Key> keys, List<@Nullable Object> cursor) {
        this.keys = keys;
        this.cursor = cursor;
    }

    /**
     * @param ranges those after the cursor
     */
    public static Set<List<@Nullable Object>> after(List<@Nullable Object> cursor, List<SeekRange> ranges, List<Key> keys) {
        FirstRows rows = new FirstRows(keys, cursor);
        ranges.forEach(range -> rows.add(range, new ArrayList<>(cursor.subList(0, range.from()))));
        return rows.positions;
    }

    private void add(SeekRange range, List<@Nullable Object> start) {
        int key = start.size();
        if (key == keys.size()) {
            positions.add(Collections.unmodifiableList(start));
            return;
        }
        boolean first = key == range.from();
        if (!first || range.kind() != SeekRange.Kind.NULL) {
            add(range, with(start, value(key)));
        }
        if (first ? range.kind() == SeekRange.Kind.NULL : keys.get(key).nullable()) {
            add(range, with(start, null));
        }
    }

    private Object value(int key) {
        Object known = cursor.get(key);
        return known != null ? known : sample(keys.get(key).type());
    }

    private static Object sample(KeyType<?> type) {
        if (type.type().isEnum()) {
            return type.type().getEnumConstants()[0];
        }
        // Whatever the type, its codec finds a short text, a small number or an early time in these bytes.
        byte[] sample = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1};
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(sample))) {
            return type.read(in);
        } catch (IOException memoryIsNoDevice) {
            throw new UncheckedIOException(memoryIsNoDevice);
        }
    }

    private static List<@Nullable Object> with(List<@Nullable Object> start, @Nullable Object next) {
        List<@Nullable Object> longer = new ArrayList<>(start);
        longer.add(next);
        return longer;
    }
}
