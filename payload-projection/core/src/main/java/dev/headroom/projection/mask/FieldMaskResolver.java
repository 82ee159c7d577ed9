package dev.headroom.projection.mask;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts a mask into the terms of a view, level by level.
 *
 * <ol>
 *   <li>A field that is asked for as a whole becomes what the view has of it.
 *   <li>{@code *} becomes the fields of the view that have no fields beneath them.
 *   <li>A field with fields beneath it must be one in the view, and is resolved in turn.
 * </ol>
 *
 * What comes out consists of the view's own fields, so it is never wider.
 */
final class FieldMaskResolver {

    private FieldMaskResolver() {}

    static FieldNode resolve(FieldNode asked, FieldNode view) {
        return resolve(asked, view, "");
    }

    private static FieldNode resolve(FieldNode asked, FieldNode view, String path) {
        if (asked.isWhole()) {
            return view.at(asked.offset());
        }
        SortedMap<String, FieldNode> resolved = new TreeMap<>();
        asked.fields().forEach((name, field) -> {
            if (name.equals(FieldNode.PLAIN)) {
                resolved.putAll(plainFields(view, field.offset()));
            } else {
                resolved.put(name, field(name, field, view, path));
            }
        });
        return FieldNode.part(resolved, asked.offset());
    }

    private static SortedMap<String, FieldNode> plainFields(FieldNode view, int offset) {
        SortedMap<String, FieldNode> plain = new TreeMap<>();
        view.fields().forEach((name, field) -> {
            if (field.isWhole()) {
                plain.put(name, field.at(offset));
            }
        });
        return plain;
    }

    private static FieldNode field(String name, FieldNode asked, FieldNode view, String parent) {
        FieldNode known = view.field(name);
        if (known == null) {
            throw UnknownField.exception(
                    name, asked.offset(), parent, view.fields().keySet());
        }
        String path = FieldNode.path(parent, name);
        if (known.isWhole() && !asked.isWhole()) {
            throw UnknownField.beneathPlain(asked, path);
        }
        return resolve(asked, known, path);
    }
}
