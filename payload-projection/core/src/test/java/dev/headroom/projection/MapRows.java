package dev.headroom.projection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what is written. */
final class MapRows implements RowWriter {

    final List<Object> rows = new ArrayList<>();
    private final Deque<Object> open = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();

    @Override
    public void begin(List<Class<?>> views) {}

    @Override
    public void startRow() {
        open.push(new LinkedHashMap<String, @Nullable Object>());
    }

    @Override
    public void endRow() {
        rows.add(open.pop());
    }

    @Override
    public void name(String name) {
        names.push(name);
    }

    @Override
    public void value(@Nullable Object value) {
        Object around = open.element();
        if (around instanceof List<?>) {
            @SuppressWarnings("unchecked") // made here
            List<@Nullable Object> list = (List<@Nullable Object>) around;
            list.add(value);
        } else {
            @SuppressWarnings("unchecked") // made here
            Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) around;
            map.put(names.pop(), value);
        }
    }

    @Override
    public void startObject() {
        open.push(new LinkedHashMap<String, @Nullable Object>());
    }

    @Override
    public void endObject() {
        value(open.pop());
    }

    @Override
    public void startList() {
        open.push(new ArrayList<@Nullable Object>());
    }

    @Override
    public void endList() {
        value(open.pop());
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void complete() {}

    @Override
    public void fail(Throwable cause) {}
}
