package dev.headroom.benchmarks.keyset;

import static java.util.stream.Collectors.joining;

import dev.headroom.benchmarks.keyset.PageKey.Trait;
import java.util.List;
import java.util.Locale;

/** The orders that are paged. */
enum PageOrder {
    /** Keys of one direction, the first of which tells all rows apart. */
    UNIQUE(PageKey.desc("receivedAt"), PageKey.desc("id")),
    /** Keys of one direction, the first of which tells little. */
    SKEWED(PageKey.asc("grade"), PageKey.asc("takenAt"), PageKey.asc("id")),
    /** Keys of two directions. */
    MIXED(PageKey.desc("takenAt"), PageKey.asc("id")),
    /** A key that is null in some rows, which come last. */
    NULLABLE(PageKey.asc("corrected").with(Trait.NULLS_LAST), PageKey.asc("id")),
    /** A key of another table. */
    JOINED(PageKey.asc("sensor.name"), PageKey.asc("id")),
    /** A key whose capital letters do not count. */
    IGNORE_CASE(PageKey.asc("name").with(Trait.IGNORING_CASE), PageKey.asc("id"));

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes a list that cannot change
    private final List<PageKey> keys;

    PageOrder(PageKey... keys) {
        this.keys = List.of(keys);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<PageKey> keys() {
        return keys;
    }

    boolean has(Trait trait) {
        return keys.stream().anyMatch(key -> key.is(trait));
    }

    /** For {@code order by}. */
    String sort(PageDirection direction) {
        return keys.stream().map(key -> key.sort(direction)).collect(joining(", "));
    }
}
