package dev.headroom.fetch.watch;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a statement does, by its first word. */
final class Sql {

    private static final Pattern READING =
            Pattern.compile("(?:\\s|\\(|/\\*.*?\\*/|--[^\\n]*\\n)*+(?:select|with|values)\\b.*", Pattern.DOTALL);

    private Sql() {}

    static boolean isSelect(String sql) {
        return READING.matcher(sql.toLowerCase(Locale.ROOT)).matches();
    }
}
