package dev.headroom.keyset.spring;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/** An address without its cursor: everything that a link to another page of the same list keeps. */
final class PageAddress {

    private static final Set<String> CURSORS = Set.of(Parameters.AFTER, Parameters.BEFORE);

    /** What RFC 3986 does not allow in a reference, and a percent sign that escapes nothing. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[^A-Za-z0-9._~:/?\\[\\]@!$&'()*+,;=%-]+|%(?![0-9A-Fa-f]{2})");

    private final String path;
    private final List<String> parameters;

    private PageAddress(String path, List<String> parameters) {
        this.path = path;
        this.parameters = parameters;
    }

    /**
     * Reads an address as a client sent it: servers let characters through that would end a link or begin another one.
     */
    static PageAddress of(String address) {
        String[] parts = escape(address.split("#", 2)[0]).split("\\?", 2);
        String query = parts.length == 1 ? "" : parts[1];
        List<String> parameters = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .filter(parameter -> !CURSORS.contains(name(parameter)))
                .toList();
        return new PageAddress(parts[0], parameters);
    }

    private static String escape(String text) {
        return FORBIDDEN.matcher(text).replaceAll(match -> UriUtils.encode(match.group(), StandardCharsets.UTF_8));
    }

    private static String name(String parameter) {
        return URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
    }

    String first() {
        return with(List.of());
    }

    String last() {
        return before("");
    }

    String after(String cursor) {
        return with(List.of(parameter(Parameters.AFTER, cursor)));
    }

    String before(String cursor) {
        return with(List.of(parameter(Parameters.BEFORE, cursor)));
    }

    private static String parameter(String name, String value) {
        return name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8);
    }

    private String with(List<String> cursor) {
        List<String> all = new ArrayList<>(parameters);
        all.addAll(cursor);
        return all.isEmpty() ? path : path + "?" + String.join("&", all);
    }
}
