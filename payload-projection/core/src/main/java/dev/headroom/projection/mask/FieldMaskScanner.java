package dev.headroom.projection.mask;

import dev.headroom.projection.internal.text.Quoted;

/** The characters of a mask's text, from left to right. White space between names and signs does not count. */
final class FieldMaskScanner {

    private static final String NAMES =
            "names are ASCII letters, digits, \"_\" and \"-\", and begin with a letter or \"_\"";

    private final String text;
    private int at;

    FieldMaskScanner(String text) {
        this.text = text;
        skipSpace();
    }

    /** Where the next sign or name begins. */
    int at() {
        return at;
    }

    boolean atEnd() {
        return at == text.length();
    }

    boolean sees(char sign) {
        return !atEnd() && text.charAt(at) == sign;
    }

    /** Steps over a sign, if it is the next one. */
    boolean take(char sign) {
        boolean taken = sees(sign);
        if (taken) {
            at++;
            skipSpace();
        }
        return taken;
    }

    /** Steps over a wildcard, if it is the next one: its signs stand together. */
    boolean takeWildcard(String wildcard) {
        boolean taken = text.startsWith(wildcard, at);
        if (taken) {
            at += wildcard.length();
            skipSpace();
        }
        return taken;
    }

    /** Steps over a name, which must be the next. */
    String name(FieldDraft parent) {
        int start = at;
        if (atEnd() || !startsName(text.charAt(at))) {
            throw unexpected("a field is missing here; " + NAMES, parent);
        }
        while (!atEnd() && continuesName(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        skipSpace();
        return name;
    }

    /** The next character cannot be read. */
    FieldMaskException unexpected(String rule, FieldDraft around) {
        String message = atEnd()
                ? "The field mask ends too early, at offset " + at
                : "The field mask cannot have " + Quoted.character(text, at) + " at offset " + at;
        return new FieldMaskException(message + ": " + rule + ".", at, around.path());
    }

    /** A field has ended, and neither the text nor a sign follows. */
    FieldMaskException unexpectedAfter(FieldDraft field) {
        return unexpected("\",\" stands between fields; " + NAMES, field);
    }

    static boolean isName(String name) {
        return !name.isEmpty() && startsName(name.charAt(0)) && name.chars().allMatch(FieldMaskScanner::continuesName);
    }

    private void skipSpace() {
        while (!atEnd() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    private static boolean startsName(int character) {
        return isBetween('a', character, 'z') || isBetween('A', character, 'Z') || character == '_';
    }

    private static boolean continuesName(int character) {
        return startsName(character) || isBetween('0', character, '9') || character == '-';
    }

    private static boolean isBetween(char first, int character, char last) {
        return first <= character && character <= last;
    }
}
