package dev.headroom.projection.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What masks mean, told without trees and parsers: every mask of up to two names in a row that are {@code a} or
 * {@code b}, and every view that has these fields as plain ones, as parts or not at all, and beside them a field that no
 * mask names. A mask is the list of its paths, a view the list of its plain fields, and a meaning a set of them, one bit
 * each.
 */
final class MaskModel {

    private MaskModel() {}

    /** All masks, whose paths are neither named twice nor beneath each other. */
    static List<List<String>> masks() {
        List<List<String>> one =
                combinations(List.of(choices("a", List.of()), choices("b", List.of()), choices("*", List.of())));
        List<List<String>> masks =
                new ArrayList<>(combinations(List.of(choices("a", one), choices("b", one), choices("*", List.of()))));
        masks.add(List.of("**"));
        return masks;
    }

    /** All views; a part at the second level has one field, since no mask looks into it. */
    static List<List<String>> views() {
        List<List<String>> leaf = List.of(List.of("x"));
        List<List<String>> other = List.of(List.of("other"), List.of("other.x"));
        List<List<String>> parts = combinations(List.of(choices("a", leaf), choices("b", leaf), other));
        return combinations(List.of(choices("a", parts), choices("b", parts), other));
    }

    /** What a mask asks of a view, or nothing if the view does not have all of its fields. */
    static OptionalInt meaning(List<String> mask, List<String> view) {
        int meaning = 0;
        for (String path : mask) {
            boolean wildcard = path.endsWith("*");
            boolean onlyPlain = wildcard && !path.endsWith("**");
            String beneath = wildcard ? path.substring(0, path.indexOf('*')) : path + ".";
            boolean there = false;
            for (int i = 0; i < view.size(); i++) {
                String field = view.get(i);
                if (field.equals(path) || field.startsWith(beneath)) {
                    there = true;
                    boolean plain = field.indexOf('.', beneath.length()) < 0;
                    meaning |= onlyPlain && !plain ? 0 : 1 << i;
                }
            }
            if (!there) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(meaning);
    }

    /** A field is absent, whole, or some of what may be beneath it. */
    private static List<List<String>> choices(String name, List<List<String>> beneath) {
        Stream<List<String>> parts = beneath.stream()
                .filter(part -> !part.isEmpty())
                .map(part -> part.stream().map(field -> name + "." + field).toList());
        return Stream.concat(Stream.of(List.<String>of(), List.of(name)), parts).toList();
    }

    private static List<List<String>> combinations(List<List<List<String>>> choices) {
        List<List<String>> combinations = List.of(List.of());
        for (List<List<String>> choice : choices) {
            combinations = combinations.stream()
                    .flatMap(left -> choice.stream()
                            .map(right ->
                                    Stream.concat(left.stream(), right.stream()).toList()))
                    .toList();
        }
        return combinations;
    }
}
