package dev.headroom.projection;

import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.projection.internal.text.Suggestion;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an application says of a view beside its record.
 *
 * @param expressions by the components that they are for
 * @param large components that may be large objects
 * @param urls of large objects; null if it has none
 */
record ViewOptions(
        Map<String, Source.Expression> expressions,
        Set<String> large,
        @Nullable MediaUrls urls) {

    /**
     * That options name components.
     *
     * @param view with the components
     * @param known their places in the whole view
     * @param checked which places are those of the view
     */
    void check(Class<?> view, Set<String> known, Predicate<String> checked) {
        expressions.keySet().stream()
                .filter(checked)
                .forEach(place -> check(place, "expression(\"%s\", …)", view, known));
        large.stream().filter(checked).forEach(place -> check(place, "withLargeObject(\"%s\")", view, known));
    }

    private static void check(String place, String option, Class<?> view, Set<String> known) {
        if (!known.contains(place)) {
            String meant = Suggestion.of(place, known)
                    .map(closest -> ": did you mean \"" + closest + "\"?")
                    .orElse(".");
            throw new InvalidProjectionException(option.formatted(place) + " names no component of "
                    + view.getSimpleName() + meant + " There are " + String.join(", ", known) + ".");
        }
    }
}
