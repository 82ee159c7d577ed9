package dev.headroom.projection.mask;

import static dev.headroom.projection.internal.text.Quoted.quoted;

import dev.headroom.projection.internal.text.Suggestion;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a reader is told who asks for a field that is not there. */
final class UnknownField {

    private static final int NAMES_SHOWN = 5;

    private UnknownField() {}

    /** A name that none of its siblings has. */
    static FieldMaskException exception(String name, int offset, String parent, Collection<String> siblings) {
        String field = FieldNode.path(parent, name);
        Optional<String> similar = Suggestion.of(name, siblings).map(sibling -> FieldNode.path(parent, sibling));
        String message =
                "Field " + quoted(field) + " at offset " + offset + " is not there. " + nextStep(similar, siblings);
        return new FieldMaskException(message, offset, field, similar.orElse(null));
    }

    /** Fields beneath a plain one, which has none. */
    static FieldMaskException beneathPlain(FieldNode plain, String path) {
        Map.Entry<String, FieldNode> first = Collections.min(
                plain.fields().entrySet(),
                Comparator.comparingInt(entry -> entry.getValue().offset()));
        String field = FieldNode.path(path, first.getKey());
        int offset = first.getValue().offset();
        String message = "Field " + quoted(field) + " at offset " + offset + " is not there: " + quoted(path)
                + " has no fields beneath it. Ask for it alone.";
        return new FieldMaskException(message, offset, field, path);
    }

    static String nextStep(Optional<String> similar, Collection<String> names) {
        if (similar.isPresent()) {
            return "Did you mean " + quoted(similar.get()) + "?";
        }
        if (names.isEmpty()) {
            return "There are none.";
        }
        List<String> first = names.stream().sorted().limit(NAMES_SHOWN).toList();
        int more = names.size() - first.size();
        return "There are " + String.join(", ", first) + (more == 0 ? "." : " and " + more + " more.");
    }
}
