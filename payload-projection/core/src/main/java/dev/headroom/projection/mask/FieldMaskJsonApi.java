package dev.headroom.projection.mask;

import static dev.headroom.projection.internal.text.Quoted.quoted;

import dev.headroom.projection.internal.text.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns JSON:API's parameters, which name types, into a mask, which names paths. */
final class FieldMaskJsonApi {

    private static final String INCLUDE = "include";
    private static final String FIELDS = "fields[";

    /** Every resource has one; it is no field that a request could leave out. */
    private static final String ID = "id";

    private static final FieldMaskLimits LIMITS = FieldMaskLimits.defaults();
    private static final FieldMaskLimits ONE_LEVEL = new FieldMaskLimits(LIMITS.characters(), LIMITS.fields(), 1);

    private final Map<String, String> typesByPath;
    private final Map<String, FieldNode> fieldsByType = new HashMap<>();

    private FieldMaskJsonApi(Map<String, String> typesByPath) {
        this.typesByPath = typesByPath;
    }

    static FieldNode parse(Map<String, String> parameters, Map<String, String> typesByPath) {
        if (!typesByPath.containsKey("")) {
            throw new IllegalArgumentException(
                    "The types by path have none for the path \"\": add the type of the resource itself.");
        }
        FieldMaskJsonApi request = new FieldMaskJsonApi(typesByPath);
        // Sorted, so that of several mistakes always the same one is told.
        new TreeMap<>(parameters).forEach((name, value) -> {
            if (name.startsWith(FIELDS) && name.endsWith("]")) {
                request.readFields(name, value);
            }
        });
        FieldNode include = read(INCLUDE, parameters.getOrDefault(INCLUDE, ""), LIMITS);
        return request.resource("", include);
    }

    private void readFields(String parameter, String names) {
        String type = parameter.substring(FIELDS.length(), parameter.length() - 1);
        if (!typesByPath.containsValue(type)) {
            List<String> types = typesByPath.values().stream().distinct().toList();
            Optional<String> similar = Suggestion.of(type, types);
            String message = "Type " + quoted(type) + " is not there. " + UnknownField.nextStep(similar, types);
            throw in(parameter, new FieldMaskException(message, 0, "", similar.orElse(null)));
        }
        fieldsByType.put(type, read(parameter, names, ONE_LEVEL));
    }

    private static FieldNode read(String parameter, String text, FieldMaskLimits limits) {
        int wildcard = text.indexOf('*');
        try {
            FieldNode read = FieldMaskParser.parse(text, limits);
            if (wildcard < 0) {
                return read;
            }
        } catch (FieldMaskException refused) {
            throw in(parameter, refused);
        }
        String message = "\"*\" at offset " + wildcard + " is not known to JSON:API: name each field.";
        throw in(parameter, new FieldMaskException(message, wildcard, ""));
    }

    /** The fields of the resource at a path, and of those beneath it that are included. */
    private FieldNode resource(String path, FieldNode include) {
        SortedMap<String, FieldNode> fields = new TreeMap<>();
        FieldNode asked = fieldsByType.get(typesByPath.get(path));
        if (asked == null) {
            fields.put(FieldNode.PLAIN, FieldNode.whole(0));
        } else {
            fields.put(ID, FieldNode.whole(0));
            asked.fields().forEach((name, field) -> fields.put(name, attributeOrLink(path, name, field)));
        }
        include.fields().forEach((name, beneath) -> {
            String place = FieldNode.path(path, name);
            if (!typesByPath.containsKey(place)) {
                throw in(INCLUDE, UnknownField.exception(name, beneath.offset(), path, relatedTo(path)));
            }
            fields.put(name, resource(place, beneath));
        });
        return FieldNode.part(fields, include.offset());
    }

    /** A related resource that is not included shows as a link, which is its id. */
    private FieldNode attributeOrLink(String path, String name, FieldNode field) {
        if (!typesByPath.containsKey(FieldNode.path(path, name))) {
            return field;
        }
        SortedMap<String, FieldNode> id = new TreeMap<>();
        id.put(ID, field);
        return FieldNode.part(id, field.offset());
    }

    private List<String> relatedTo(String path) {
        String prefix = FieldNode.path(path, "");
        return typesByPath.keySet().stream()
                .filter(place -> !place.isEmpty() && place.startsWith(prefix))
                .map(place -> place.substring(prefix.length()))
                .filter(FieldMaskScanner::isName)
                .toList();
    }

    private static FieldMaskException in(String parameter, FieldMaskException refused) {
        return new FieldMaskException(
                "In " + quoted(parameter) + ": " + refused.getMessage(),
                refused.offset(),
                refused.field(),
                refused.suggestion().orElse(null));
    }
}
