package dev.headroom.keyset.internal.seek;

import dev.headroom.keyset.internal.order.Key;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The condition of a {@link SeekRange} for a reader: with the paths of the order, and without values. */
public final class SeekRangeCondition implements SeekRange.Visitor<String> {

    private final List<Key> keys;
    private final boolean forward;

    private SeekRangeCondition(List<Key> keys, boolean forward) {
        this.keys = keys;
        this.forward = forward;
    }

    /** Such as {@code "name = ? and composer is null and id > ?"}; {@code "all rows"} for no condition. */
    public static String of(SeekRange range, Seek seek, List<Key> keys) {
        List<String> conditions = range.conditions(seek::isNull, new SeekRangeCondition(keys, seek.forward()));
        return conditions.isEmpty() ? "all rows" : String.join(" and ", conditions);
    }

    @Override
    public String isNull(int key) {
        return value(keys.get(key)) + " is null";
    }

    @Override
    public String isNotNull(int key) {
        return value(keys.get(key)) + " is not null";
    }

    @Override
    public String equal(int key) {
        return value(keys.get(key)) + " = ?";
    }

    @Override
    public String beyond(SeekRange range) {
        List<Key> compared = keys.subList(range.from(), range.to());
        String operator = compared.get(0).ascending() == forward ? " > " : " < ";
        return row(compared.stream().map(SeekRangeCondition::value).toList())
                + operator
                + row(Collections.nCopies(compared.size(), "?"));
    }

    private static String row(List<String> values) {
        return values.size() == 1 ? values.get(0) : values.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private static String value(Key key) {
        String path = key.rule().path();
        return key.rule().ignoringCase() ? "lower(" + path + ")" : path;
    }
}
