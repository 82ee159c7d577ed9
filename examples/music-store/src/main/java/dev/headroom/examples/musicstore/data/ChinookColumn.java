package dev.headroom.examples.musicstore.data;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link ChinookTable}. In an optional one an empty text counts as no value, since the file says it so
 * (a customer without a company has {@code ""} there).
 */
record ChinookColumn(String name, boolean optional, String type, Function<String, Object> parser) {

    static ChinookColumn integer(String name) {
        return new ChinookColumn(name, false, "a whole number", Integer::valueOf);
    }

    static ChinookColumn decimal(String name) {
        return new ChinookColumn(name, false, "a number", BigDecimal::new);
    }

    static ChinookColumn text(String name) {
        return new ChinookColumn(name, false, "a text", text -> text);
    }

    static ChinookColumn time(String name) {
        return new ChinookColumn(name, false, "a time such as 2021-01-01T00:00:00", LocalDateTime::parse);
    }

    static ChinookColumn optionalInteger(String name) {
        return integer(name).orNone();
    }

    static ChinookColumn optionalText(String name) {
        return text(name).orNone();
    }

    static ChinookColumn optionalTime(String name) {
        return time(name).orNone();
    }

    private ChinookColumn orNone() {
        return new ChinookColumn(name, true, type, parser);
    }

    /**
     * The value for the database.
     *
     * @throws ChinookFormatException if the text does not fit, without repeating the text, which may be personal
     */
    @Nullable Object parse(@Nullable String text) {
        if (text == null || (optional && text.isEmpty())) {
            if (optional) {
                return null;
            }
            throw new ChinookFormatException(name + " is missing");
        }
        try {
            return parser.apply(text);
        } catch (RuntimeException e) {
            throw new ChinookFormatException(name + " is not " + type);
        }
    }

    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
