package dev.headroom.projection;

import static dev.headroom.projection.FieldMaskText.quoted;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What two masks have in common, and what one has beyond the other.
 *
 * <p>Some answers depend on the view: {@code author} without {@code author.name} is the rest of an author, and whether
 * {@code *} holds {@code id} is only known where {@code id} is. Keeping such a field could show what must not be shown,
 * and dropping it could lose it, so neither is done.
 */
final class FieldMaskDifference {

    private FieldMaskDifference() {}

    static FieldNode common(FieldNode left, FieldNode right, String path) {
        if (left.isWhole() || right.isWhole()) {
            return left.isWhole() ? right : left;
        }
        SortedMap<String, FieldNode> common = new TreeMap<>();
        left.fields().forEach((name, field) -> {
            FieldNode other = right.field(name);
            if (other != null) {
                common.put(name, common(field, other, FieldMaskText.path(path, name)));
            }
        });
        // Where both have "*", it is common to them and holds such a field as well.
        if (left.hasPlain() != right.hasPlain()) {
            refuseMaybePlain(left, right, path);
            refuseMaybePlain(right, left, path);
        }
        return FieldNode.part(common, left.offset());
    }

    static FieldNode rest(FieldNode from, FieldNode removed, String path) {
        if (removed.isWhole()) {
            return FieldNode.part(new TreeMap<>(), from.offset());
        }
        if (removed.isEmpty()) {
            return from;
        }
        if (from.isWhole()) {
            throw undecided(path, FieldMaskText.path(path, removed.fields().firstKey()), from);
        }
        refuseMaybePlain(from, removed, path);
        if (!removed.hasPlain()) {
            refuseHole(removed, from, path);
        }
        SortedMap<String, FieldNode> rest = new TreeMap<>();
        from.fields().forEach((name, field) -> {
            FieldNode other = removed.field(name);
            rest.put(name, other == null ? field : rest(field, other, FieldMaskText.path(path, name)));
        });
        return FieldNode.part(rest, from.offset());
    }

    /** Whole fields of one mask may be among those that the other one's {@code *} stands for, unless it names them. */
    private static void refuseMaybePlain(FieldNode named, FieldNode wild, String path) {
        if (wild.hasPlain()) {
            named.fields().forEach((name, field) -> {
                if (field.isWhole() && wild.field(name) == null) {
                    throw undecided(FieldMaskText.path(path, name), FieldMaskText.path(path, FieldNode.PLAIN), field);
                }
            });
        }
    }

    /** {@code *} without one of the fields that it may stand for is no mask, even if it names that field as well. */
    private static void refuseHole(FieldNode removed, FieldNode wild, String path) {
        if (wild.hasPlain()) {
            removed.fields().forEach((name, field) -> {
                FieldNode named = wild.field(name);
                if (field.isWhole() && (named == null || named.isWhole())) {
                    throw undecided(FieldMaskText.path(path, name), FieldMaskText.path(path, FieldNode.PLAIN), field);
                }
            });
        }
    }

    private static FieldMaskException undecided(String path, String other, FieldNode field) {
        String message = "How " + quoted(path.isEmpty() ? FieldNode.ALL : path) + " at offset " + field.offset()
                + " differs from " + quoted(other)
                + " depends on the view: resolve both masks with within(view) first.";
        return new FieldMaskException(message, field.offset(), path);
    }
}
