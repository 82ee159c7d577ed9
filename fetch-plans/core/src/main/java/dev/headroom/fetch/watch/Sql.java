package dev.headroom.fetch.watch;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a statement does, by its first word. */
final class Sql {

    private static final Pattern READING =
            Pattern.compile("(?:\\s|\\(|/\\*.*?\\*/|--[^\\n]*\\n)*+(?:select|with|values)\\b.*", Pattern.DOTALL);

    private static final Pattern FROM = Pattern.compile("\\sfrom\\s+(?:[\\w`\"\\[\\]]+\\.)*[`\"\\[]?(\\w+)");

    private Sql() {}

    /** The first table that a statement reads, in lower case, without a schema; null if it begins with a subselect. */
    static @Nullable String firstTable(String sql) {
        Matcher from = FROM.matcher(sql.toLowerCase(Locale.ROOT));
        return from.find() ? from.group(1) : null;
    }

    static boolean isSelect(String sql) {
        return READING.matcher(sql.toLowerCase(Locale.ROOT)).matches();
    }
}
