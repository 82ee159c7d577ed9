package dev.headroom.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows as text for people, and what it was called for; a character counts as a byte. */
class TextRows implements RowWriter {

    final StringBuilder text = new StringBuilder();

    @Nullable List<Class<?>> views;

    boolean complete;

    @Nullable Throwable failure;

    @Override
    public void begin(List<Class<?>> newViews) {
        views = newViews;
    }

    @Override
    public void startRow() {
        text.append('(');
    }

    @Override
    public void endRow() {
        text.append(")\n");
    }

    @Override
    public void name(String name) {
        text.append(' ').append(name).append('=');
    }

    @Override
    public void value(@Nullable Object value) {
        text.append(value).append(';');
    }

    @Override
    public void startObject() {
        text.append('{');
    }

    @Override
    public void endObject() {
        text.append('}');
    }

    @Override
    public void startList() {
        text.append('[');
    }

    @Override
    public void endList() {
        text.append(']');
    }

    @Override
    public long bytes() {
        return text.length();
    }

    @Override
    public void complete() {
        complete = true;
    }

    @Override
    public void fail(Throwable cause) {
        failure = cause;
    }
}
