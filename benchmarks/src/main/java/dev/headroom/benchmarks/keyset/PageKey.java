package dev.headroom.benchmarks.keyset;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One key of an order.
 *
 * @param path the attribute
 * @param ascending whether the smallest value comes first
 * @param trait what else is to be said of it
 */
record PageKey(String path, boolean ascending, Trait trait) {

    enum Trait {
        PLAIN,
        NULLS_LAST,
        IGNORING_CASE
    }

    static PageKey asc(String path) {
        return new PageKey(path, true, Trait.PLAIN);
    }

    static PageKey desc(String path) {
        return new PageKey(path, false, Trait.PLAIN);
    }

    PageKey with(Trait newTrait) {
        return new PageKey(path, ascending, newTrait);
    }

    boolean is(Trait questioned) {
        return trait == questioned;
    }

    boolean ascending(PageDirection direction) {
        return ascending == (direction == PageDirection.FORWARD);
    }

    /** The expression in SQL and JPQL, where {@code r} is the reading and {@code s} its sensor. */
    String expression() {
        String column = path.startsWith("sensor.") ? path.replace("sensor.", "s.") : "r." + path;
        return is(Trait.IGNORING_CASE) ? "lower(" + column + ")" : column;
    }

    /** For {@code order by}. Read backwards, nulls come first. */
    String sort(PageDirection direction) {
        String nulls = direction == PageDirection.FORWARD ? " nulls last" : " nulls first";
        return expression() + (ascending(direction) ? " asc" : " desc") + (is(Trait.NULLS_LAST) ? nulls : "");
    }

    /** What a row has at {@link #path}. */
    @Nullable Object attribute(Reading row) {
        return switch (path) {
            case "id" -> row.id;
            case "receivedAt" -> row.receivedAt;
            case "takenAt" -> row.takenAt;
            case "grade" -> row.grade;
            case "corrected" -> row.corrected;
            case "name" -> row.name;
            case "sensor.name" -> row.sensor.getName();
            default -> throw new IllegalArgumentException(path);
        };
    }

    /** What a row has at {@link #expression}. */
    @Nullable Object value(Reading row) {
        return is(Trait.IGNORING_CASE) ? row.name.toLowerCase(Locale.ROOT) : attribute(row);
    }
}
