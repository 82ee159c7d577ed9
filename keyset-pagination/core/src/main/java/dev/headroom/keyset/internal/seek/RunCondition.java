package dev.headroom.keyset.internal.seek;

import dev.headroom.keyset.internal.order.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The condition of a {@link Run} for a reader: with the paths of the order, and without values. */
public final class RunCondition {

    private RunCondition() {}

    /** Such as {@code "name = ? and composer is null and id > ?"}; {@code "all rows"} for no condition. */
    public static String of(Run run, @Nullable List<@Nullable Object> position, boolean forward, List<Key> keys) {
        List<String> conditions = new ArrayList<>();
        for (int key = 0; key < run.from(); key++) {
            boolean isNull = position == null || position.get(key) == null;
            conditions.add(value(keys.get(key)) + (isNull ? " is null" : " = ?"));
        }
        switch (run.kind()) {
            case ALL -> {}
            case NULL -> conditions.add(value(keys.get(run.from())) + " is null");
            case VALUE -> conditions.add(value(keys.get(run.from())) + " is not null");
            case BEYOND -> conditions.add(beyond(run, forward, keys));
        }
        return conditions.isEmpty() ? "all rows" : String.join(" and ", conditions);
    }

    private static String beyond(Run run, boolean forward, List<Key> keys) {
        List<Key> compared = keys.subList(run.from(), run.to());
        String operator = compared.get(0).ascending() == forward ? " > " : " < ";
        return row(compared.stream().map(RunCondition::value).toList())
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
