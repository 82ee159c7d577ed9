package dev.headroom.keyset.spring;

import dev.headroom.keyset.SortKey;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.data.domain.Sort;

/**
 * Sort keys of Spring Data's {@link Sort}, for code that already has one.
 *
 * <p>Direction, {@linkplain Sort.Order#ignoreCase() ignoring case} and {@linkplain Sort.NullHandling null handling} are
 * taken over. {@link Sort.NullHandling#NATIVE} says nothing about nulls: for a property that may be null, building the
 * keyset is refused, because databases differ in where they put nulls.
 *
 * <p>Where readers choose the order, prefer {@link KeysetOrders}: each of its orders can be given an index.
 */
public final class SortKeys {

    private SortKeys() {}

    /**
     * The keys of an order that the application wrote.
     *
     * @param sort such as {@code Sort.by("name").descending()}
     * @return the keys for {@code Keyset.of}, in the same order; empty if the sort is unsorted
     */
    public static List<SortKey> of(Sort sort) {
        return sort.stream().map(SortKeys::key).toList();
    }

    /**
     * The keys of an order that came from outside.
     *
     * @param sort as it came
     * @param allowed the properties that may be sorted by, spelled as in the sort
     * @return the keys for {@code Keyset.of}, in the same order; empty if the sort is unsorted
     * @throws UnknownSortException if the sort has a property that is not allowed
     */
    public static List<SortKey> of(Sort sort, Collection<String> allowed) {
        List<String> choices = List.copyOf(Objects.requireNonNull(allowed, "allowed"));
        sort.stream()
                .map(Sort.Order::getProperty)
                .filter(property -> !choices.contains(property))
                .findFirst()
                .ifPresent(property -> {
                    throw new UnknownSortException(property, choices);
                });
        return of(sort);
    }

    private static SortKey key(Sort.Order order) {
        SortKey key = order.isAscending() ? SortKey.asc(order.getProperty()) : SortKey.desc(order.getProperty());
        if (order.isIgnoreCase()) {
            key = key.ignoreCase();
        }
        return switch (order.getNullHandling()) {
            case NULLS_FIRST -> key.nullsFirst();
            case NULLS_LAST -> key.nullsLast();
            case NATIVE -> key;
        };
    }
}
