package dev.headroom.projection.mask;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A field of a mask that is still being read. */
final class FieldDraft {

    private final @Nullable FieldDraft parent;
    private final String name;
    private final int depth;
    private final int offset;
    private final SortedMap<String, FieldDraft> fields = new TreeMap<>();
    private boolean whole;

    private FieldDraft(@Nullable FieldDraft parent, String name, int depth, int offset) {
        this.parent = parent;
        this.name = name;
        this.depth = depth;
        this.offset = offset;
    }

    static FieldDraft mask() {
        return new FieldDraft(null, "", 0, 0);
    }

    /** A field beneath this one, which keeps the place where it was named first. */
    FieldDraft field(String child, int start) {
        return fields.computeIfAbsent(child, key -> new FieldDraft(this, key, depth + 1, start));
    }

    /** Asks for all of the field. */
    void askWhole() {
        whole = true;
    }

    /** How many names lead here. */
    int depth() {
        return depth;
    }

    String path() {
        return parent == null ? name : FieldNode.path(parent.path(), name);
    }

    FieldNode toNode() {
        if (whole) {
            return FieldNode.whole(offset);
        }
        SortedMap<String, FieldNode> nodes = new TreeMap<>();
        fields.forEach((child, draft) -> nodes.put(child, draft.toNode()));
        return FieldNode.part(nodes, offset);
    }
}
