package dev.headroom.fetch.watch;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The queries of a recording, each text once. */
final class Selects {

    /** A recording of a whole application would keep all texts that its caches do not. */
    private static final int MOST_TEXTS = 50;

    private static final int LONGEST = 300;

    private static final Pattern READING =
            Pattern.compile("(?:\\s|\\(|/\\*.*?\\*/|--[^\\n]*\\n)*+(?:select|with|values)\\b.*", Pattern.DOTALL);

    private static final Pattern FROM = Pattern.compile("\\sfrom\\s+(?:[\\w`\"\\[\\]]+\\.)*[`\"\\[]?(\\w+)");

    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private int count;

    /** The first table that a statement reads, in lower case, without a schema; null if it begins with a subselect. */
    static @Nullable String firstTable(String sql) {
        Matcher from = FROM.matcher(sql.toLowerCase(Locale.ROOT));
        return from.find() ? from.group(1) : null;
    }

    static boolean isSelect(String sql) {
        return READING.matcher(sql.toLowerCase(Locale.ROOT)).matches();
    }

    void add(String sql) {
        count++;
        if (texts.size() < MOST_TEXTS || texts.containsKey(sql)) {
            texts.merge(sql, 1, Integer::sum);
        }
    }

    int count() {
        return count;
    }

    /** A line for each text, for messages. */
    @Override
    public String toString() {
        int listed = texts.values().stream().mapToInt(Integer::intValue).sum();
        return texts.entrySet().stream()
                .map(text -> "\n  " + text.getValue() + " x " + shortened(text.getKey()))
                .collect(Collectors.joining("", "\nThe selects:", listed < count ? "\n  and " + (count - listed) : ""));
    }

    private static String shortened(String sql) {
        String line = sql.replaceAll("\\s+", " ");
        int from = line.toLowerCase(Locale.ROOT).indexOf(" from ");
        return line.length() <= LONGEST ? line : from > 0 ? "select …" + end(line.substring(from)) : end(line);
    }

    private static String end(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
