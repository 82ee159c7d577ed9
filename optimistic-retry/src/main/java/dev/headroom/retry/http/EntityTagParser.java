package dev.headroom.retry.http;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code "*" / #entity-tag} (RFC 9110, sections 5.6.1, 8.8.3 and 13.1.1). Looks at each character once. */
final class EntityTagParser {

    /** Servers accept about 8,000 for all headers. */
    private static final int LONGEST = 8_192;

    private static final int MOST_TAGS = 100;

    private final String name;
    private final String header;
    private final List<String> tags = new ArrayList<>();
    private int at;

    private EntityTagParser(String name, String header) {
        this.name = name;
        this.header = header;
    }

    /**
     * The tags as they are written, or only {@code *}.
     *
     * @param name of the header, for messages
     */
    static List<String> parse(String name, String header) {
        if (header.length() > LONGEST) {
            throw new InvalidEntityTagException(name, LONGEST, "the header has more than " + LONGEST + " characters.");
        }
        return new EntityTagParser(name, header).list();
    }

    private List<String> list() {
        skipSpace();
        if (at < header.length() && header.charAt(at) == '*') {
            return any();
        }
        element();
        while (at < header.length()) {
            if (header.charAt(at) != ',') {
                throw wrong(at, "a comma must follow a tag.");
            }
            at++;
            skipSpace();
            element();
        }
        return List.copyOf(tags);
    }

    private List<String> any() {
        at++;
        skipSpace();
        if (at < header.length()) {
            throw wrong(at, "nothing may follow a star.");
        }
        return List.of("*");
    }

    /** A tag or nothing: recipients must take empty elements. */
    private void element() {
        if (at == header.length() || header.charAt(at) == ',') {
            return;
        }
        if (tags.size() == MOST_TAGS) {
            throw wrong(at, "the header has more than " + MOST_TAGS + " tags.");
        }
        int start = at;
        if (header.startsWith("W/", at)) {
            at += 2;
        }
        quoted();
        tags.add(header.substring(start, at));
        skipSpace();
    }

    private void quoted() {
        if (at == header.length() || header.charAt(at) != '"') {
            throw wrong(at, "a tag begins with a quote, or with W/ and a quote.");
        }
        int open = at++;
        while (at < header.length() && header.charAt(at) != '"') {
            if (!isTagCharacter(header.charAt(at))) {
                throw wrong(at, "this character may not be in a tag.");
            }
            at++;
        }
        if (at == header.length()) {
            throw wrong(open, "the quote is not closed.");
        }
        at++;
    }

    private static boolean isTagCharacter(char character) {
        return character == 0x21
                || (character >= 0x23 && character <= 0x7E)
                || (character >= 0x80 && character <= 0xFF);
    }

    private void skipSpace() {
        while (at < header.length() && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
            at++;
        }
    }

    private InvalidEntityTagException wrong(int offset, String rule) {
        return new InvalidEntityTagException(name, offset, rule);
    }
}
