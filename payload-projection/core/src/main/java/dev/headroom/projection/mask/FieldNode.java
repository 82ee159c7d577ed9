package dev.headroom.projection.mask;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A field of a mask, or the mask itself: asked for as a whole, or some fields of it. Immutable.
 *
 * <p>One meaning has one form, so that equality and text are simple: a whole field has no fields, and a part that has
 * none is left out, except at the top of an empty mask. {@link #PLAIN} is kept as a field of that name, since only a view
 * knows what it stands for.
 */
final class FieldNode {

    /** The name that stands for all plain fields of a level. It is sorted before every other name. */
    static final String PLAIN = "*";

    /** The name that stands for everything. It is never kept as a field. */
    static final String ALL = "**";

    static final FieldNode EMPTY = new FieldNode(false, Collections.emptySortedMap(), 0);

    private final boolean whole;
    private final SortedMap<String, FieldNode> fields;
    private final int offset;
    private final boolean explicit;
    private final int hash;

    private FieldNode(boolean whole, SortedMap<String, FieldNode> fields, int offset) {
        this.whole = whole;
        this.fields = Collections.unmodifiableSortedMap(fields);
        this.offset = offset;
        this.explicit = !fields.containsKey(PLAIN) && fields.values().stream().allMatch(FieldNode::isExplicit);
        this.hash = 31 * fields.hashCode() + Boolean.hashCode(whole);
    }

    static FieldNode whole(int offset) {
        return new FieldNode(true, new TreeMap<>(), offset);
    }

    /** Some fields; empty ones among them are left out. The map must not change any more. */
    static FieldNode part(SortedMap<String, FieldNode> fields, int offset) {
        fields.values().removeIf(FieldNode::isEmpty);
        return new FieldNode(false, fields, offset);
    }

    /** The path of a field beneath another; beneath the mask itself, its name. */
    static String path(String parent, String name) {
        return parent.isEmpty() ? name : parent + '.' + name;
    }

    boolean isWhole() {
        return whole;
    }

    boolean isEmpty() {
        return !whole && fields.isEmpty();
    }

    /** Whether it names each of its fields, without wildcards. */
    boolean isExplicit() {
        return explicit;
    }

    boolean hasPlain() {
        return fields.containsKey(PLAIN);
    }

    SortedMap<String, FieldNode> fields() {
        return fields;
    }

    @Nullable FieldNode field(String name) {
        return fields.get(name);
    }

    /** Where it stood in the text first; no part of its meaning. */
    int offset() {
        return offset;
    }

    /** The same as if all of it stood at this place. */
    FieldNode at(int place) {
        SortedMap<String, FieldNode> moved = new TreeMap<>();
        fields.forEach((name, field) -> moved.put(name, field.at(place)));
        return new FieldNode(whole, moved, place);
    }

    FieldNode union(FieldNode other) {
        if (whole || other.whole) {
            return whole ? this : other;
        }
        SortedMap<String, FieldNode> both = new TreeMap<>(fields);
        other.fields.forEach((name, field) -> both.merge(name, field, FieldNode::union));
        return part(both, offset);
    }

    /** Whether a path is asked for, or something beneath its end. */
    boolean includes(List<String> path) {
        FieldNode node = this;
        for (int depth = 0; depth < path.size() && !node.whole; depth++) {
            FieldNode field = node.fields.get(path.get(depth));
            if (field == null) {
                // A field that "*" stands for has nothing beneath it.
                return node.hasPlain() && depth == path.size() - 1;
            }
            node = field;
        }
        return true;
    }

    /** The canonical text: no text of the same meaning is shorter. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (whole) {
            text.append(ALL);
        } else {
            write(text);
        }
        return text.toString();
    }

    private void write(StringBuilder text) {
        String separator = "";
        for (Map.Entry<String, FieldNode> entry : fields.entrySet()) {
            text.append(separator).append(entry.getKey());
            entry.getValue().writeBeneath(text);
            separator = ",";
        }
    }

    private void writeBeneath(StringBuilder text) {
        if (fields.size() == 1) {
            write(text.append('.'));
        } else if (!whole) {
            write(text.append('('));
            text.append(')');
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldNode that
                && hash == that.hash
                && whole == that.whole
                && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
