package dev.headroom.jobs.dbscheduler;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and values as one text, in the form of a query string. */
final class ContextText {

    private ContextText() {}

    static @Nullable String write(Map<String, String> context) {
        if (context.isEmpty()) {
            return null;
        }
        return context.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> read(@Nullable String text) {
        if (text == null) {
            return Map.of();
        }
        return Arrays.stream(text.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
