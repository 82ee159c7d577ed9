package dev.headroom.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an order as it is written in the query language: paths with a direction. */
final class SortText {

    private static final Pattern KEY =
            Pattern.compile("([\\w.]+)(\\s+(?:asc|desc))?(\\s+nulls\\s+(?:first|last))?", Pattern.CASE_INSENSITIVE);

    private SortText() {}

    /**
     * @param start what the paths start from
     * @param name of the component, or {@link Paths#ORDER}
     */
    static List<Sort> parse(String text, ResolvedPath start, Paths paths, String name) {
        List<Sort> order = new ArrayList<>();
        if (text.isBlank()) {
            return order;
        }
        for (String key : text.split(",", -1)) {
            Matcher matcher = KEY.matcher(key.trim());
            if (!matcher.matches()) {
                throw paths.refused(
                        name,
                        "is ordered by \"" + key.trim() + "\", which is no key: write an attribute, or"
                                + " one with \" asc\" or \" desc\" behind it, and commas between them.");
            }
            ResolvedPath found = paths.follow(start, matcher.group(1), name);
            if (found.target() != null || found.isCollection()) {
                throw paths.refused(
                        name,
                        "is ordered by \"" + matcher.group(1) + "\", which has no order: name one of" + " its values.");
            }
            order.add(new Sort(found.source(), suffix(matcher)));
        }
        return order;
    }

    private static String suffix(Matcher key) {
        String direction = key.group(2) == null ? "" : key.group(2);
        String nulls = key.group(3) == null ? "" : key.group(3);
        return (direction + nulls).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
